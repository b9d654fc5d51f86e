package org.meshparity.proxyruntime.sidecar;

import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;
import org.meshparity.proxyruntime.inproxy.GrpcMessageCounter;

/** What is measured of one direction's content while it passes; nothing of it is kept. */
final class PassedContent {

  private final @Nullable GrpcMessageCounter messages;
  private HttpHeaders trailers = EmptyHttpHeaders.INSTANCE;
  private long trailerBytes;
  private long bytes;

  PassedContent(boolean hasGrpcContent) {
    messages = hasGrpcContent ? new GrpcMessageCounter() : null;
  }

  void pass(HttpContent content) {
    bytes += content.content().readableBytes();
    if (messages != null) {
      messages.accept(content.content());
    }
    if (content instanceof LastHttpContent last && !last.trailingHeaders().isEmpty()) {
      trailers = last.trailingHeaders();
      trailerBytes = RequestHead.bytes(trailers);
    }
  }

  /** Without trailers. */
  long bytes() {
    return bytes;
  }

  HttpHeaders trailers() {
    return trailers;
  }

  long trailerBytes() {
    return trailerBytes;
  }

  /** Whole messages of gRPC; 0 of anything else. */
  long messages() {
    return messages == null ? 0 : messages.messages();
  }
}
