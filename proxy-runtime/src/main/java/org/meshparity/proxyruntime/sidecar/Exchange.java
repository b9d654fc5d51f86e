package org.meshparity.proxyruntime.sidecar;

import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import java.net.SocketAddress;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meshparity.proxyruntime.attribute.AttributeBag;
import org.meshparity.proxyruntime.inproxy.GrpcMessageCounter;
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

  /**
   * Who asks, and since when.
   *
   * @param httpVersion as it is spoken
   * @param firstByteNanos when the request began, in {@link System#nanoTime}
   * @param headNanos when its head was complete
   * @param address of the caller
   * @param handshake what is proved of the connection
   */
  record Caller(
      String httpVersion,
      long firstByteNanos,
      long headNanos,
      @Nullable SocketAddress address,
      Handshake handshake) {}

  private static final AttributeBag NOTHING = AttributeBag.builder().build();

  private final Direction direction;
  private final Caller caller;
  private final HttpHeaders requestHeaders;
  private final String method;
  private final String path;
  private final String host;
  private final boolean hasGrpcContent;
  private final String protocol;
  private final Instant startedAt;
  private final long requestHeaderBytes;

  private @Nullable Destination destination;
  private @Nullable NodeMetadata peer;
  private Handshake upstream = Handshake.PLAIN;
  private AttributeBag forwarded = NOTHING;
  private int code;
  private String flags = "-";
  private HttpHeaders responseHeaders = EmptyHttpHeaders.INSTANCE;
  private HttpHeaders responseTrailers = EmptyHttpHeaders.INSTANCE;
  private final @Nullable GrpcMessageCounter requestMessages;
  private final @Nullable GrpcMessageCounter responseMessages;
  private long requestBody;
  private long requestTrailerBytes;
  private long responseBody;
  private long responseHeaderBytes;
  private long endNanos;

  Exchange(Direction direction, HttpRequest request, Caller caller) {
    this.direction = direction;
    this.caller = caller;
    requestHeaders = request.headers();
    method = request.method().name();
    path = request.uri();
    host = text(requestHeaders, HttpHeaderNames.HOST);
    String contentType = text(requestHeaders, HttpHeaderNames.CONTENT_TYPE);
    protocol = isGrpc(contentType) ? "grpc" : "http";
    hasGrpcContent = contentType.startsWith("application/grpc");
    requestMessages = hasGrpcContent ? new GrpcMessageCounter() : null;
    responseMessages = hasGrpcContent ? new GrpcMessageCounter() : null;
    startedAt = Instant.now().minusNanos(System.nanoTime() - caller.firstByteNanos());
    requestHeaderBytes =
        bytes(requestHeaders)
            + method.length()
            + path.length()
            + ":method:path:scheme http".length();
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
    var fields = headers.iteratorCharSequence();
    while (fields.hasNext()) {
      Map.Entry<CharSequence, CharSequence> field = fields.next();
      bytes += field.getKey().length() + field.getValue().length();
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

  /** There is a connection to the endpoint. */
  void connected(Handshake handshake) {
    upstream = handshake;
  }

  void requestContent(HttpContent content) {
    requestBody += content.content().readableBytes();
    if (requestMessages != null) {
      requestMessages.accept(content.content());
    }
    if (content instanceof LastHttpContent last) {
      requestTrailerBytes = bytes(last.trailingHeaders());
    }
  }

  void responded(HttpResponse response) {
    code = response.status().code();
    responseHeaders = response.headers();
    responseHeaderBytes = bytes(responseHeaders) + ":status200".length();
  }

  void responseContent(HttpContent content) {
    responseBody += content.content().readableBytes();
    if (responseMessages != null) {
      responseMessages.accept(content.content());
    }
    if (content instanceof LastHttpContent last && !last.trailingHeaders().isEmpty()) {
      responseTrailers = last.trailingHeaders();
      responseHeaderBytes += bytes(responseTrailers);
    }
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
    return protocol.equals("grpc");
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
    return requestHeaders;
  }

  /** As they went back; empty when none were sent. */
  HttpHeaders responseHeaders() {
    return responseHeaders;
  }

  /** Whether the content is gRPC's in any of its forms; {@link #isGrpc} knows the usual ones. */
  boolean hasGrpcContent() {
    return hasGrpcContent;
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

  @Override
  public String httpVersion() {
    return caller.httpVersion();
  }

  @Override
  public @Nullable String requestHeader(String name) {
    return requestHeaders.get(name);
  }

  @Override
  public @Nullable String responseHeader(String name) {
    return responseHeaders.get(name);
  }

  @Override
  public @Nullable String responseTrailer(String name) {
    return responseTrailers.get(name);
  }

  @Override
  public long requestMessages() {
    return requestMessages == null ? 0 : requestMessages.messages();
  }

  @Override
  public long responseMessages() {
    return responseMessages == null ? 0 : responseMessages.messages();
  }

  @Override
  public @Nullable Object attribute(String name) {
    return ExchangeAttributes.of(this, name);
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
    return trailerOrHeader("grpc-status");
  }

  @Nullable String grpcMessage() {
    return trailerOrHeader("grpc-message");
  }

  private @Nullable String trailerOrHeader(String name) {
    String trailer = responseTrailers.get(name);
    return trailer == null ? responseHeaders.get(name) : trailer;
  }

  @Override
  public long requestBody() {
    return requestBody;
  }

  @Override
  public long requestHeaderBytes() {
    return requestHeaderBytes;
  }

  long requestTrailerBytes() {
    return requestTrailerBytes;
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
    return endNanos == 0 ? 0 : endNanos - caller.firstByteNanos();
  }

  @Override
  public long durationFromHeadersNanos() {
    return endNanos == 0 ? 0 : endNanos - caller.headNanos();
  }
}
