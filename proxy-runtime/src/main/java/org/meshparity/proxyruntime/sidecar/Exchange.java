package org.meshparity.proxyruntime.sidecar;

import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meshparity.proxyruntime.attribute.AttributeBag;
import org.meshparity.proxyruntime.inproxy.NodeMetadata;
import org.meshparity.proxyruntime.inproxy.Reporter;
import org.meshparity.proxyruntime.inproxy.RequestFacts;

/**
 * One request on its way through one sidecar, and all that is measured of it.
 *
 * <p>Every filter reads these facts and none measures for itself: what v1 and v2 say of one request
 * then differs only where they really differ. Lives on the thread of its connection.
 */
final class Exchange implements RequestFacts {

  /** Which way a request passes the sidecar. */
  enum Direction {
    /** To the application beside it. */
    INBOUND,
    /** From the application beside it. */
    OUTBOUND
  }

  private static final AttributeBag NOTHING = AttributeBag.builder().build();

  private final Direction direction;
  private final Caller caller;
  private final RequestHead request;
  private final PassedContent requestContent;
  private final PassedContent responseContent;
  private final Instant startedAt;

  private @Nullable Destination destination;
  private @Nullable NodeMetadata peer;
  private Handshake upstream = Handshake.PLAIN;
  private AttributeBag forwarded = NOTHING;
  private int code;
  private String flags = "-";
  private HttpHeaders responseHeaders = EmptyHttpHeaders.INSTANCE;
  private long responseHeadBytes;
  private long endNanos;

  Exchange(Direction direction, HttpRequest request, Caller caller) {
    this.direction = direction;
    this.caller = caller;
    this.request = RequestHead.of(request);
    requestContent = new PassedContent(this.request.hasGrpcContent());
    responseContent = new PassedContent(this.request.hasGrpcContent());
    startedAt = Instant.now().minusNanos(System.nanoTime() - caller.firstByteNanos());
  }

  void routedTo(Destination destination) {
    this.destination = destination;
  }

  void introducedBy(NodeMetadata peer) {
    this.peer = peer;
  }

  void forwarded(AttributeBag attributes) {
    forwarded = attributes;
  }

  /** There is a connection to the endpoint. */
  void connected(Handshake handshake) {
    upstream = handshake;
  }

  void requestContent(HttpContent content) {
    requestContent.pass(content);
  }

  void responded(HttpResponse response) {
    code = response.status().code();
    responseHeaders = response.headers();
    responseHeadBytes = RequestHead.bytes(responseHeaders) + ":status200".length();
  }

  void responseContent(HttpContent content) {
    responseContent.pass(content);
  }

  void flagged(String flags) {
    this.flags = flags;
  }

  void ended() {
    endNanos = System.nanoTime();
  }

  Direction direction() {
    return direction;
  }

  boolean isInbound() {
    return direction == Direction.INBOUND;
  }

  @Override
  public Reporter reporter() {
    return isInbound() ? Reporter.DESTINATION : Reporter.SOURCE;
  }

  @Override
  public String cluster() {
    return destination == null ? "" : destination.cluster();
  }

  @Override
  public boolean isGrpc() {
    return request.protocol().equals("grpc");
  }

  @Override
  public boolean mutualTls() {
    return betweenProxies().mutualTls();
  }

  @Override
  public String sourcePrincipal() {
    return isInbound() ? caller.handshake().peer() : upstream.own();
  }

  @Override
  public String destinationPrincipal() {
    return isInbound() ? caller.handshake().own() : upstream.peer();
  }

  /** The connection between the two sidecars, of which this one sees one end. */
  private Handshake betweenProxies() {
    return isInbound() ? caller.handshake() : upstream;
  }

  /** The caller, and what its connection proved: that of the application, for an outbound one. */
  Caller caller() {
    return caller;
  }

  /** As they went on, with what the filters put in and took out. */
  HttpHeaders requestHeaders() {
    return request.headers();
  }

  /** As they went back; empty when none were sent. */
  HttpHeaders responseHeaders() {
    return responseHeaders;
  }

  /** Whether the content is gRPC's in any of its forms; {@link #isGrpc} knows the usual ones. */
  boolean hasGrpcContent() {
    return request.hasGrpcContent();
  }

  String method() {
    return request.method();
  }

  String path() {
    return request.path();
  }

  @Override
  public String host() {
    return request.host();
  }

  @Override
  public String httpVersion() {
    return caller.httpVersion();
  }

  @Override
  public @Nullable String requestHeader(String name) {
    return request.headers().get(name);
  }

  @Override
  public @Nullable String responseHeader(String name) {
    return responseHeaders.get(name);
  }

  @Override
  public @Nullable String responseTrailer(String name) {
    return responseContent.trailers().get(name);
  }

  @Override
  public long requestMessages() {
    return requestContent.messages();
  }

  @Override
  public long responseMessages() {
    return responseContent.messages();
  }

  @Override
  public @Nullable Object attribute(String name) {
    return ExchangeAttributes.of(this, name);
  }

  String protocol() {
    return request.protocol();
  }

  Instant startedAt() {
    return startedAt;
  }

  /** Null when there was no route. */
  @Nullable Destination destination() {
    return destination;
  }

  /** Null when the other proxy did not introduce itself. */
  @Override
  public @Nullable NodeMetadata peer() {
    return peer;
  }

  /** What the caller's sidecar said for the report. */
  AttributeBag forwarded() {
    return forwarded;
  }

  /** 0 when no response was sent. */
  @Override
  public int code() {
    return code;
  }

  /** Envoy's short response flags, {@code -} for none. */
  @Override
  public String flags() {
    return flags;
  }

  @Override
  public @Nullable String grpcStatus() {
    return trailerOrHeader("grpc-status");
  }

  @Nullable String grpcMessage() {
    return trailerOrHeader("grpc-message");
  }

  private @Nullable String trailerOrHeader(String name) {
    String trailer = responseContent.trailers().get(name);
    return trailer == null ? responseHeaders.get(name) : trailer;
  }

  @Override
  public long requestBody() {
    return requestContent.bytes();
  }

  @Override
  public long requestHeaderBytes() {
    return request.bytes();
  }

  long requestTrailerBytes() {
    return requestContent.trailerBytes();
  }

  @Override
  public long responseBody() {
    return responseContent.bytes();
  }

  @Override
  public long responseHeaderBytes() {
    return responseHeadBytes + responseContent.trailerBytes();
  }

  /** From the first byte of the request to the last of the response; 0 until it ended. */
  @Override
  public long durationNanos() {
    return endNanos == 0 ? 0 : endNanos - caller.firstByteNanos();
  }

  @Override
  public long durationFromHeadersNanos() {
    return endNanos == 0 ? 0 : endNanos - caller.headNanos();
  }
}
