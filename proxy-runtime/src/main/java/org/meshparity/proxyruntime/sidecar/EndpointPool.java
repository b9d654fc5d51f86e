package org.meshparity.proxyruntime.sidecar;

import io.netty.channel.Channel;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.meshparity.proxyruntime.http.Http2StreamCodec;

/**
 * Connections of one loop to one endpoint, and the requests that wait for one.
 *
 * <p>Everything happens on that loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a pool hears of the end of its connections
final class EndpointPool {

  private final Endpoint.Key key;
  private final Endpoint endpoint;
  private final UpstreamPool owner;
  private final HttpSettings settings;
  private final Deque<UpstreamConnection> withRoom = new ArrayDeque<>();
  private final Deque<Waiter> waiters = new ArrayDeque<>();
  private int connecting;
  private int open;
  private int requests;

  EndpointPool(Endpoint.Key key, Endpoint endpoint, UpstreamPool owner, HttpSettings settings) {
    this.key = key;
    this.endpoint = endpoint;
    this.owner = owner;
    this.settings = settings;
  }

  boolean isHttp2() {
    return key.isHttp2();
  }

  Destination destination() {
    return key.destination();
  }

  int streamsPerConnection() {
    return isHttp2() ? settings.heads().streams() : 1;
  }

  void acquire(Waiter waiter) {
    if (isHttp2() && requests + waiters.size() >= settings.limits().requests()) {
      waiter.refused(Failure.OVERFLOW);
      return;
    }
    UpstreamConnection free = withRoom();
    if (free != null) {
      serve(free, waiter);
      return;
    }
    waiters.addLast(waiter);
    openMore();
    if (waiters.size() > covered() + settings.limits().pending() && waiters.remove(waiter)) {
      waiter.refused(Failure.OVERFLOW);
    }
  }

  /** It does not need a line any more. */
  void cancel(Waiter waiter) {
    waiters.remove(waiter);
  }

  private @Nullable UpstreamConnection withRoom() {
    UpstreamConnection last = withRoom.peekLast();
    while (last != null && !last.hasRoom()) {
      withRoom.removeLast();
      last = withRoom.peekLast();
    }
    return last;
  }

  /** For how many waiters connections are on their way. */
  private int covered() {
    return connecting * streamsPerConnection();
  }

  private void openMore() {
    while (waiters.size() > covered()
        && endpoint.tryOpen(settings.limits().connections(), open + connecting == 0)) {
      connecting++;
      owner.connect(key, this);
    }
  }

  void connected(Channel channel) {
    connecting--;
    open++;
    UpstreamConnection connection =
        new UpstreamConnection(
            this, channel, allowed(channel), settings.timeouts().idle().toNanos());
    owner.established(channel, connection);
    channel
        .closeFuture()
        .addListener(
            closed -> {
              open--;
              endpoint.closed();
              withRoom.remove(connection);
              owner.lost(channel, connection);
              openMore();
            });
    hasRoom(connection);
  }

  /** The endpoint may have said how many streams it takes before anybody listened. */
  private int allowed(Channel channel) {
    Http2FrameCodec codec = channel.pipeline().get(Http2FrameCodec.class);
    int allowed = codec == null ? 1 : codec.connection().local().maxActiveStreams();
    return Math.min(allowed, streamsPerConnection());
  }

  void failed() {
    connecting--;
    endpoint.closed();
    Waiter first = waiters.pollFirst();
    if (first != null) {
      first.refused(Failure.CONNECT);
    }
    openMore();
  }

  /** Serves who waits; else the connection is there for the next. */
  void hasRoom(UpstreamConnection connection) {
    while (connection.hasRoom() && !waiters.isEmpty()) {
      serve(connection, waiters.removeFirst());
    }
    if (connection.hasRoom() && !withRoom.contains(connection)) {
      withRoom.addLast(connection);
    }
  }

  private void serve(UpstreamConnection connection, Waiter waiter) {
    connection.taken();
    if (!connection.hasRoom()) {
      withRoom.remove(connection);
    }
    if (!isHttp2()) {
      Channel channel = connection.channel();
      waiter.connected(new Line(channel, channel.pipeline().get(Upstream.class), connection));
      return;
    }
    requests++;
    openStream(connection, waiter);
  }

  private void openStream(UpstreamConnection connection, Waiter waiter) {
    Upstream answers = new Upstream();
    new Http2StreamChannelBootstrap(connection.channel())
        .handler(new StreamInitializer(answers))
        .open()
        .addListener(
            done -> {
              if (done.isSuccess()) {
                Http2StreamChannel stream = (Http2StreamChannel) done.getNow();
                waiter.connected(new Line(stream, answers, connection));
              } else {
                connection.retire();
                connection.freed(false);
                waiter.refused(Failure.CONNECTION_LOST);
              }
            });
  }

  /** A stream of HTTP/2 is over. */
  void streamOver() {
    requests--;
  }

  /** Handlers of one stream. */
  private static final class StreamInitializer
      extends io.netty.channel.ChannelInitializer<Channel> {

    private final Upstream answers;

    StreamInitializer(Upstream answers) {
      this.answers = answers;
    }

    @Override
    protected void initChannel(Channel channel) {
      channel.pipeline().addLast(Http2StreamCodec.client(), answers);
    }
  }
}
