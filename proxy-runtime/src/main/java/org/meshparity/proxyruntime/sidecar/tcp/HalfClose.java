package org.meshparity.proxyruntime.sidecar.tcp;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslHandler;

/**
 * Ends one direction of a connection, or both, after what was written before.
 *
 * <p>Under TLS the end of a direction is a {@code close_notify}, not a FIN: a FIN alone could be
 * anybody's.
 */
@SuppressWarnings(
    "FutureReturnValueIgnored") // a failed write or close ends its connection, which is heard of
final class HalfClose {

  private HalfClose() {}

  /** Says to the other side that nothing more comes. */
  static void after(Channel channel) {
    channel
        .writeAndFlush(Unpooled.EMPTY_BUFFER)
        .addListener(
            written -> {
              SslHandler tls = channel.pipeline().get(SslHandler.class);
              if (tls != null) {
                tls.closeOutbound();
              } else if (channel instanceof SocketChannel socket) {
                socket.shutdownOutput();
              }
            });
  }

  /** Closes the channel after what was written. */
  static void close(Channel channel) {
    channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
  }

  /** Both directions ended: closes the first channel and then the second. */
  static void both(Channel first, Channel second) {
    first
        .writeAndFlush(Unpooled.EMPTY_BUFFER)
        .addListener(written -> first.close().addListener(closed -> close(second)));
  }
}
