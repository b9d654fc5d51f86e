package org.meshparity.proxyruntime.sidecar;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.socket.SocketChannel;
import java.time.Duration;
import org.meshparity.proxyruntime.http.ProtocolDetector;
import org.meshparity.proxyruntime.http.ProtocolDetector.Protocol;

/** Puts on each new connection what it needs: security, then HTTP in the version it speaks. */
@SuppressWarnings("FutureReturnValueIgnored") // the connection is closed, whatever becomes of it
final class HttpListener extends ChannelInitializer<SocketChannel> {

  private final HttpProxy proxy;
  private final MeshSecurity security;
  private final ChannelGroup channels;

  HttpListener(HttpProxy proxy, MeshSecurity security, ChannelGroup channels) {
    this.proxy = proxy;
    this.security = security;
    this.channels = channels;
  }

  @Override
  protected void initChannel(SocketChannel channel) {
    if (!proxy.activity().admit()) {
      channel.close();
      return;
    }
    channels.add(channel);
    channel.closeFuture().addListener(closed -> proxy.activity().callerGone());
    security
        .accept(channel)
        .addListener(
            done -> {
              if (done.isSuccess() && done.getNow() instanceof Handshake handshake) {
                handshake.keepWith(channel);
              } else {
                channel.close();
              }
            });
    Silence silence = new Silence(channel);
    Watch watch = proxy.watches().of(channel.eventLoop());
    watch.add(silence);
    channel.closeFuture().addListener(closed -> watch.remove(silence));
    channel
        .pipeline()
        .addLast(
            new ProtocolDetector(
                (context, protocol) -> {
                  watch.remove(silence);
                  speak(context, protocol);
                }));
  }

  private void speak(ChannelHandlerContext context, Protocol protocol) {
    switch (protocol) {
      case HTTP_1 -> Http1Downstream.addTo(context.pipeline(), proxy);
      case HTTP_2 -> Http2Downstream.addTo(context.pipeline(), proxy);
    }
  }

  /** A connection that has not said yet what it speaks. */
  private final class Silence implements Watched {

    private final SocketChannel channel;
    private final long since = System.nanoTime();

    Silence(SocketChannel channel) {
      this.channel = channel;
    }

    @Override
    public void check(long now) {
      Duration limit = proxy.settings().timeouts().head();
      if (!limit.isZero() && now - since > limit.toNanos()) {
        channel.close();
      }
    }
  }
}
