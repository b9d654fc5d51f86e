package org.meshparity.proxyruntime.inproxy;

import org.jspecify.annotations.Nullable;

/** A request that is over, with what a test wants to say of it. */
final class TestRequest implements RequestFacts {

  Reporter reporter = Reporter.SOURCE;
  @Nullable NodeMetadata peer;
  String host = "ratings:9080";
  String cluster = "outbound|9080||ratings.default.svc.cluster.local";
  String routeName = "";
  boolean grpc;
  String httpVersion = "HTTP/1.1";
  int code = 200;
  String flags = "-";
  @Nullable String grpcStatus;
  long durationNanos = 1_000_000;
  long durationFromHeadersNanos = 1_000_000;
  long requestBody = 100;
  long requestHeaderBytes = 200;
  long responseBody = 48;
  long responseHeaderBytes = 150;
  long requestMessages;
  long responseMessages;
  boolean mutualTls;
  String sourcePrincipal = "";
  String destinationPrincipal = "";
  String path = "/ratings/0?a=b";

  TestRequest() {}

  TestRequest(@Nullable NodeMetadata peer) {
    this.peer = peer;
  }

  @Override
  public Reporter reporter() {
    return reporter;
  }

  @Override
  public @Nullable NodeMetadata peer() {
    return peer;
  }

  @Override
  public String host() {
    return host;
  }

  @Override
  public String cluster() {
    return cluster;
  }

  @Override
  public String routeName() {
    return routeName;
  }

  @Override
  public boolean isGrpc() {
    return grpc;
  }

  @Override
  public String httpVersion() {
    return httpVersion;
  }

  @Override
  public int code() {
    return code;
  }

  @Override
  public String flags() {
    return flags;
  }

  @Override
  public @Nullable String grpcStatus() {
    return grpcStatus;
  }

  @Override
  public long durationNanos() {
    return durationNanos;
  }

  @Override
  public long durationFromHeadersNanos() {
    return durationFromHeadersNanos;
  }

  @Override
  public long requestBody() {
    return requestBody;
  }

  @Override
  public long requestHeaderBytes() {
    return requestHeaderBytes;
  }

  @Override
  public long responseBody() {
    return responseBody;
  }

  @Override
  public long responseHeaderBytes() {
    return responseHeaderBytes;
  }

  @Override
  public long requestMessages() {
    return requestMessages;
  }

  @Override
  public long responseMessages() {
    return responseMessages;
  }

  @Override
  public boolean mutualTls() {
    return mutualTls;
  }

  @Override
  public String sourcePrincipal() {
    return sourcePrincipal;
  }

  @Override
  public String destinationPrincipal() {
    return destinationPrincipal;
  }

  @Override
  public @Nullable Object attribute(String name) {
    return name.equals("request.path") ? path : null;
  }

  @Override
  public @Nullable String requestHeader(String name) {
    return name.equals("user-agent") ? "curl" : null;
  }
}
