package org.meshparity.proxyruntime.sidecar;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import java.util.Map;

/**
 * What a caller asks for, and how, as it came in.
 *
 * @param headers the same that go on, so that filters change them
 * @param host empty when there is none
 * @param protocol {@code grpc} or {@code http}
 * @param hasGrpcContent whether the content is gRPC's in any of its forms; the protocol knows the
 *     usual ones
 * @param bytes of all of it, before any filter saw it
 */
record RequestHead(
    HttpHeaders headers,
    String method,
    String path,
    String host,
    String protocol,
    boolean hasGrpcContent,
    long bytes) {

  static RequestHead of(HttpRequest request) {
    HttpHeaders headers = request.headers();
    String method = request.method().name();
    String path = request.uri();
    String contentType = text(headers, HttpHeaderNames.CONTENT_TYPE);
    return new RequestHead(
        headers,
        method,
        path,
        text(headers, HttpHeaderNames.HOST),
        isGrpc(contentType) ? "grpc" : "http",
        contentType.startsWith("application/grpc"),
        bytes(headers) + method.length() + path.length() + ":method:path:scheme http".length());
  }

  private static String text(HttpHeaders headers, CharSequence name) {
    String value = headers.get(name);
    return value == null ? "" : value;
  }

  private static boolean isGrpc(String contentType) {
    return contentType.equals("application/grpc")
        || contentType.equals("application/grpc+proto")
        || contentType.equals("application/grpc+json");
  }

  /** How many bytes names and values of headers have. */
  static long bytes(HttpHeaders headers) {
    long bytes = 0;
    var fields = headers.iteratorCharSequence();
    while (fields.hasNext()) {
      Map.Entry<CharSequence, CharSequence> field = fields.next();
      bytes += field.getKey().length() + field.getValue().length();
    }
    return bytes;
  }
}
