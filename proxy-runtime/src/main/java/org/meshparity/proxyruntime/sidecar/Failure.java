package org.meshparity.proxyruntime.sidecar;

import io.netty.handler.codec.http.HttpResponseStatus;

/** Why a sidecar answers in place of an endpoint: with Envoy's flags and codes. */
enum Failure {
  NO_ROUTE("NR", HttpResponseStatus.NOT_FOUND, "no route to this host"),
  NO_HEALTHY_ENDPOINT("UH", HttpResponseStatus.SERVICE_UNAVAILABLE, "no healthy endpoint"),
  OVERFLOW("UO", HttpResponseStatus.SERVICE_UNAVAILABLE, "too much waits for the endpoint"),
  CONNECT("UF", HttpResponseStatus.SERVICE_UNAVAILABLE, "the endpoint cannot be connected to"),
  CONNECTION_LOST("UC", HttpResponseStatus.SERVICE_UNAVAILABLE, "the endpoint hung up"),
  REMOTE_RESET("UR", HttpResponseStatus.SERVICE_UNAVAILABLE, "the endpoint reset the stream"),
  REQUEST_TIMEOUT("UT", HttpResponseStatus.GATEWAY_TIMEOUT, "the endpoint took too long"),
  STREAM_IDLE("SI", HttpResponseStatus.REQUEST_TIMEOUT, "nothing was sent for too long"),
  MALFORMED_REQUEST("DPE", HttpResponseStatus.BAD_REQUEST, "malformed request body");

  /** The caller hung up: nobody is left to answer. */
  static final String CALLER_GONE = "DC";

  private final String flag;

  @SuppressWarnings("ImmutableEnumChecker") // Netty's status has no setters
  private final HttpResponseStatus status;

  private final String text;

  Failure(String flag, HttpResponseStatus status, String text) {
    this.flag = flag;
    this.status = status;
    this.text = text;
  }

  String flag() {
    return flag;
  }

  HttpResponseStatus status() {
    return status;
  }

  String text() {
    return text;
  }

  /** The status that a gRPC client is told, by Envoy's table for HTTP codes. */
  int grpcStatus() {
    return switch (this) {
      case NO_ROUTE -> 12;
      case NO_HEALTHY_ENDPOINT, OVERFLOW, CONNECT, CONNECTION_LOST, REMOTE_RESET, REQUEST_TIMEOUT ->
          14;
      case STREAM_IDLE -> 2;
      case MALFORMED_REQUEST -> 13;
    };
  }
}
