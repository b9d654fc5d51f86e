package org.meshparity.proxyruntime.sidecar;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import java.time.Instant;
import java.util.Map;
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
  private final String method;
  private final String path;
  private final String host;
  private final String userAgent;
  private final String protocol;
  private final Instant startedAt = Instant.now();
  private final long startNanos = System.nanoTime();
  private final long requestHeaderBytes;

  private @Nullable Destination destination;
  private @Nullable NodeMetadata peer;
  private AttributeBag forwarded = NOTHING;
  private Handshake handshake = Handshake.PLAIN;
  private int code;
  private String flags = "-";
  private @Nullable String grpcStatus;
  private long requestBody;
  private long responseBody;
  private long responseHeaderBytes;
  private long durationNanos;

  Exchange(Direction direction, HttpRequest request) {
    this.direction = direction;
    HttpHeaders headers = request.headers();
    method = request.method().name();
    path = request.uri();
    host = text(headers, HttpHeaderNames.HOST);
    userAgent = text(headers, HttpHeaderNames.USER_AGENT);
    protocol = isGrpc(text(headers, HttpHeaderNames.CONTENT_TYPE)) ? "grpc" : "http";
    requestHeaderBytes =
        bytes(headers) + method.length() + path.length() + ":method:path:scheme http".length();
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

  private static long bytes(HttpHeaders headers) {
    long bytes = 0;
    for (Map.Entry<String, String> header : headers) {
      bytes += header.getKey().length() + header.getValue().length();
    }
    return bytes;
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

  void requestBytes(long bytes) {
    requestBody += bytes;
  }

  void responded(HttpResponse response) {
    code = response.status().code();
    responseHeaderBytes = bytes(response.headers()) + ":status200".length();
    grpcStatus = response.headers().get("grpc-status");
  }

  void trailers(HttpHeaders trailers) {
    responseHeaderBytes += bytes(trailers);
    String status = trailers.get("grpc-status");
    grpcStatus = status == null ? grpcStatus : status;
  }

  void responseBytes(long bytes) {
    responseBody += bytes;
  }

  void flagged(String flags) {
    this.flags = flags;
  }

  void ended() {
    durationNanos = System.nanoTime() - startNanos;
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
    return protocol.equals("grpc");
  }

  void proved(Handshake handshake) {
    this.handshake = handshake;
  }

  /** What the connection to the other sidecar proved. */
  Handshake handshake() {
    return handshake;
  }

  @Override
  public boolean mutualTls() {
    return handshake.mutualTls();
  }

  @Override
  public String sourcePrincipal() {
    return isInbound() ? handshake.peer() : handshake.own();
  }

  @Override
  public String destinationPrincipal() {
    return isInbound() ? handshake.own() : handshake.peer();
  }

  String method() {
    return method;
  }

  String path() {
    return path;
  }

  @Override
  public String host() {
    return host;
  }

  String userAgent() {
    return userAgent;
  }

  String protocol() {
    return protocol;
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
    return grpcStatus;
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

  /** From the first byte of the request to the last of the response; 0 until it ended. */
  @Override
  public long durationNanos() {
    return durationNanos;
  }
}
