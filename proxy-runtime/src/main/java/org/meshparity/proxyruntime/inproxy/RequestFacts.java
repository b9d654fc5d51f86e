package org.meshparity.proxyruntime.inproxy;

import org.jspecify.annotations.Nullable;

/** What a proxy knows of a request when it is over. Sizes are in bytes. */
public interface RequestFacts extends StreamFacts {

  /** The host that was asked for; empty when the request had none. */
  String host();

  /** Whether the request's content type is gRPC's. */
  boolean isGrpc();

  /** {@code HTTP/1.1}, {@code HTTP/2}, ... as the caller spoke it. */
  default String httpVersion() {
    return "HTTP/1.1";
  }

  /** The response's code; 0 when none was sent. */
  int code();

  /** The response's {@code grpc-status}, from its trailers or headers; null when it had none. */
  @Nullable String grpcStatus();

  /** From the first byte of the request to the end of the stream. */
  long durationNanos();

  /** From the end of the request's headers to the end of the stream: what 1.3 and 1.4 measured. */
  default long durationFromHeadersNanos() {
    return durationNanos();
  }

  /** Of the request's body as it was received, without framing. */
  long requestBody();

  /** Of the names and values of the request's headers, without its trailers. */
  long requestHeaderBytes();

  /** Of the response's body as it was sent, without framing. */
  long responseBody();

  /** Of the names and values of the response's headers and trailers. */
  long responseHeaderBytes();

  /** How many gRPC messages the request held; see {@link GrpcMessageCounter}. */
  default long requestMessages() {
    return 0;
  }

  /** How many gRPC messages the response held. */
  default long responseMessages() {
    return 0;
  }

  /** A header of the request, by its name in lower case; null when it had none. */
  default @Nullable String requestHeader(String name) {
    return null;
  }

  /** A header of the response, by its name in lower case; null when it had none. */
  default @Nullable String responseHeader(String name) {
    return null;
  }

  /** A trailer of the response, by its name in lower case; null when it had none. */
  default @Nullable String responseTrailer(String name) {
    return null;
  }
}
