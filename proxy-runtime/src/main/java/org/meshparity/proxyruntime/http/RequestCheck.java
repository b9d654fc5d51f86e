package org.meshparity.proxyruntime.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what two servers could understand in two ways, before anything of it is passed on.
 *
 * <p>What Netty's decoder refuses already (RFC 9112: both framings, repeated lengths, odd names and
 * values) arrives here as a failed decoder result.
 */
public final class RequestCheck {

  private static final HttpResponseStatus HEAD_TOO_LARGE =
      HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE;

  private RequestCheck() {}

  /**
   * Why this request is not taken, or null. A target in absolute form is turned into the usual one,
   * and names the host then, whatever the header said.
   */
  public static @Nullable Refusal refusal(HttpRequest request, HeadLimits limits) {
    if (request.decoderResult().isFailure()) {
      return unreadable(request.decoderResult().cause());
    }
    HttpVersion version = request.protocolVersion();
    boolean isOld = version.equals(HttpVersion.HTTP_1_0);
    if (!isOld && !version.equals(HttpVersion.HTTP_1_1)) {
      return new Refusal(
          HttpResponseStatus.HTTP_VERSION_NOT_SUPPORTED, "only HTTP/1.0, 1.1 and 2 are spoken");
    }
    if (request.headers().size() > limits.fields()) {
      return new Refusal(HEAD_TOO_LARGE, "more than " + limits.fields() + " header fields");
    }
    if (request.method().equals(HttpMethod.CONNECT)) {
      return new Refusal(HttpResponseStatus.NOT_IMPLEMENTED, "CONNECT is not supported");
    }
    Refusal framing = framing(request.headers(), isOld);
    return framing != null ? framing : target(request, isOld);
  }

  private static Refusal unreadable(@Nullable Throwable cause) {
    if (cause instanceof TooLongHttpHeaderException || cause instanceof TooLongHttpLineException) {
      return new Refusal(HEAD_TOO_LARGE, "the request's head is too large");
    }
    return Refusal.bad(
        cause instanceof FoldedHeader ? String.valueOf(cause.getMessage()) : "malformed request");
  }

  private static @Nullable Refusal framing(HttpHeaders headers, boolean isOld) {
    List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
    if (codings.isEmpty()) {
      return null;
    }
    if (isOld || headers.contains(HttpHeaderNames.CONTENT_LENGTH)) {
      return Refusal.bad("the body's framing is ambiguous");
    }
    String coding = String.join(",", codings).trim();
    if (coding.equalsIgnoreCase("chunked")) {
      return null;
    }
    String last = coding.substring(coding.lastIndexOf(',') + 1).trim();
    return last.equalsIgnoreCase("chunked")
        ? new Refusal(HttpResponseStatus.NOT_IMPLEMENTED, "unknown transfer coding")
        : Refusal.bad("the last transfer coding must be chunked");
  }

  private static @Nullable Refusal target(HttpRequest request, boolean isOld) {
    List<String> hosts = request.headers().getAll(HttpHeaderNames.HOST);
    if (hosts.size() > 1 || (hosts.isEmpty() && !isOld)) {
      return Refusal.bad("a request must name one host, this one named " + hosts.size());
    }
    if (!hosts.isEmpty() && !isHost(hosts.get(0))) {
      return Refusal.bad("the host's name is malformed");
    }
    String uri = request.uri();
    if (!isPrintable(uri)) {
      return Refusal.bad("the request's target is malformed");
    }
    if (uri.startsWith("/") || (uri.equals("*") && request.method().equals(HttpMethod.OPTIONS))) {
      return null;
    }
    return absolute(request, uri);
  }

  private static @Nullable Refusal absolute(HttpRequest request, String uri) {
    int scheme = uri.indexOf("://");
    String name = scheme < 0 ? "" : uri.substring(0, scheme);
    if (!name.equalsIgnoreCase("http") && !name.equalsIgnoreCase("https")) {
      return Refusal.bad("the request's target must be a path or an http URI");
    }
    int start = scheme + 3;
    int end = start;
    while (end < uri.length() && uri.charAt(end) != '/' && uri.charAt(end) != '?') {
      end++;
    }
    String host = uri.substring(start, end);
    if (!isHost(host)) {
      return Refusal.bad("the request's target names no host");
    }
    String rest = uri.substring(end);
    request.setUri(rest.startsWith("/") ? rest : "/" + rest);
    request.headers().set(HttpHeaderNames.HOST, host);
    return null;
  }

  /** Whether this is a host, with or without a port; no user, path or blank hides in it. */
  static boolean isHost(String host) {
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      boolean isPlain = c <= 126 && Character.isLetterOrDigit(c);
      if (!isPlain && "-._~!$&'()*+;=:%[]".indexOf(c) < 0) {
        return false;
      }
    }
    return !host.isEmpty();
  }

  private static boolean isPrintable(String uri) {
    for (int i = 0; i < uri.length(); i++) {
      char c = uri.charAt(i);
      if (c <= ' ' || c >= 127 || c == '#') {
        return false;
      }
    }
    return !uri.isEmpty();
  }
}
