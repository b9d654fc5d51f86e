package org.meshparity.proxyruntime.sidecar;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import org.meshparity.proxyruntime.http.Refusal;

/** Answers that the proxy gives itself. */
final class LocalReply {

  private LocalReply() {}

  static FullHttpResponse of(HttpResponseStatus status, String text) {
    var body = Unpooled.copiedBuffer(text + "\n", StandardCharsets.UTF_8);
    FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body);
    response.headers().set(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8");
    response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
    return response;
  }

  /** What cannot be read is no request: it is answered, the line closed and nothing counted. */
  static FullHttpResponse of(Refusal refusal) {
    FullHttpResponse response = of(refusal.status(), refusal.reason());
    response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    return response;
  }

  /** A gRPC client is told in its own way: a 200 whose headers say what is wrong. */
  static FullHttpResponse of(Failure failure, Exchange exchange) {
    FullHttpResponse response =
        exchange.hasGrpcContent() ? grpc(failure) : of(failure.status(), failure.text());
    if (failure == Failure.OVERFLOW) {
      response.headers().set("x-envoy-overloaded", "true");
    }
    return exchange.method().equals("HEAD") ? withoutBody(response) : response;
  }

  private static FullHttpResponse grpc(Failure failure) {
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.OK, Unpooled.EMPTY_BUFFER);
    response.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/grpc");
    response.headers().setInt("grpc-status", failure.grpcStatus());
    response.headers().set("grpc-message", failure.text());
    return response;
  }

  private static FullHttpResponse withoutBody(FullHttpResponse response) {
    return response.replace(Unpooled.EMPTY_BUFFER);
  }
}
