package org.meshparity.proxyruntime.http;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.HttpConversionUtil;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Heads and trailers of HTTP/2 and of HTTP/1.1, each as the other.
 *
 * <p>What HTTP/1.1 could not say without being misunderstood - a line break in a value, a pseudo
 * header where none belongs, a second host - is an {@link IllegalArgumentException}.
 */
final class Http2Heads {

  private Http2Heads() {}

  static HttpRequest request(Http2Headers from, boolean ends) {
    HttpMethod method = HttpMethod.valueOf(required(from.method(), ":method"));
    String path = required(from.path(), ":path");
    required(from.scheme(), ":scheme");
    if (from.contains(":status") || method.equals(HttpMethod.CONNECT)) {
      throw new IllegalArgumentException("no request that is taken");
    }
    HttpHeaders headers = fields(from, true);
    CharSequence authority = from.authority();
    if (authority != null) {
      String host = headers.get(HttpHeaderNames.HOST);
      if (host != null && !host.equalsIgnoreCase(authority.toString())) {
        throw new IllegalArgumentException("two hosts are named");
      }
      headers.set(HttpHeaderNames.HOST, authority.toString());
    }
    return ends
        ? new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1, method, path, Unpooled.EMPTY_BUFFER, headers, noTrailers())
        : new DefaultHttpRequest(HttpVersion.HTTP_1_1, method, path, headers);
  }

  static HttpResponse response(Http2Headers from, boolean ends) {
    HttpResponseStatus status = HttpResponseStatus.parseLine(required(from.status(), ":status"));
    if (status.code() == 101) {
      throw new IllegalArgumentException("HTTP/2 knows no 101");
    }
    HttpHeaders headers = fields(from, true);
    return ends
        ? new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, status, Unpooled.EMPTY_BUFFER, headers, noTrailers())
        : new DefaultHttpResponse(HttpVersion.HTTP_1_1, status, headers);
  }

  static boolean isInterim(Http2Headers head) {
    CharSequence status = head.status();
    return status != null && status.length() == 3 && status.charAt(0) == '1';
  }

  static LastHttpContent trailers(Http2Headers from) {
    return new DefaultLastHttpContent(Unpooled.EMPTY_BUFFER, fields(from, false));
  }

  private static HttpHeaders noTrailers() {
    return DefaultHttpHeadersFactory.trailersFactory().newEmptyHeaders();
  }

  private static String required(@Nullable CharSequence value, String name) {
    if (value == null || value.length() == 0) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value.toString();
  }

  /** The fields without a colon in front; the factory's headers refuse what is no name or value. */
  private static HttpHeaders fields(Http2Headers from, boolean pseudoAllowed) {
    HttpHeaders headers = DefaultHttpHeadersFactory.headersFactory().newHeaders();
    StringBuilder cookies = new StringBuilder();
    for (Map.Entry<CharSequence, CharSequence> field : from) {
      CharSequence name = field.getKey();
      if (name.length() > 0 && name.charAt(0) == ':') {
        if (!pseudoAllowed) {
          throw new IllegalArgumentException("trailers have no pseudo headers");
        }
        continue;
      }
      if (HttpHeaderNames.COOKIE.contentEqualsIgnoreCase(name)) {
        cookies.append(cookies.isEmpty() ? "" : "; ").append(field.getValue());
        continue;
      }
      refuseConnectionHeader(name, field.getValue());
      headers.add(name, field.getValue());
    }
    if (!cookies.isEmpty()) {
      headers.add(HttpHeaderNames.COOKIE, cookies.toString());
    }
    return headers;
  }

  private static void refuseConnectionHeader(CharSequence name, CharSequence value) {
    switch (name.toString()) {
      case "connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade" ->
          throw new IllegalArgumentException("HTTP/2 has no " + name);
      case "te" -> {
        if (!value.toString().equalsIgnoreCase("trailers")) {
          throw new IllegalArgumentException("te must be trailers");
        }
      }
      default -> {}
    }
  }

  static Http2Headers of(HttpMessage head) {
    Http2Headers headers = new DefaultHttp2Headers(false);
    if (head instanceof HttpRequest request) {
      headers.method(request.method().asciiName());
      headers.path(request.uri());
      headers.scheme("http");
      String host = head.headers().get(HttpHeaderNames.HOST);
      if (host != null) {
        headers.authority(host);
      }
    } else if (head instanceof HttpResponse response) {
      headers.status(response.status().codeAsText());
    }
    HttpConversionUtil.toHttp2Headers(head.headers(), headers);
    return headers;
  }

  static Http2Headers trailers(HttpHeaders from) {
    Http2Headers trailers = new DefaultHttp2Headers(false);
    HttpConversionUtil.toHttp2Headers(from, trailers);
    return trailers;
  }
}
