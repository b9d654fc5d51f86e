package org.meshparity.proxyruntime.mesh;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.net.InetAddress;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.meshparity.proxyruntime.sidecar.Network;

/**
 * Calls a TCP service through one port: a connection a second, a few questions on each, and an end.
 * Rests when the other load rests, with nothing left open.
 */
@SuppressWarnings(
    "FutureReturnValueIgnored") // a failed write or close ends its connection, which is heard of
final class TcpLoad implements AutoCloseable {

  private static final int QUESTIONS = 3;
  private static final int[] QUESTION_BYTES = {64, 191, 500};

  private final int port;
  private final Network network;
  private final BooleanSupplier pausing;
  private final ChannelGroup connections = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE);
  private final AtomicInteger opened = new AtomicInteger();
  private final ScheduledFuture<?> opening;

  private TcpLoad(int port, Network network, BooleanSupplier pausing) {
    this.port = port;
    this.network = network;
    this.pausing = pausing;
    opening = network.timer().scheduleAtFixedRate(this::open, 1, 1, TimeUnit.SECONDS);
  }

  static TcpLoad start(int port, Network network, BooleanSupplier pausing) {
    return new TcpLoad(port, network, pausing);
  }

  private void open() {
    if (pausing.getAsBoolean()) {
      return;
    }
    int bytes = QUESTION_BYTES[opened.getAndIncrement() % QUESTION_BYTES.length];
    network
        .connector()
        .handler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel channel) {
                connections.add(channel);
                channel.pipeline().addLast(new Conversation(bytes));
              }
            })
        .connect(InetAddress.getLoopbackAddress(), port);
  }

  /** Opens no more, and hangs up. */
  @Override
  public void close() {
    opening.cancel(false);
    connections.close().awaitUninterruptibly();
  }

  private static final class Conversation extends SimpleChannelInboundHandler<ByteBuf> {

    private final int bytes;
    private int asked;
    private int awaited;

    Conversation(int bytes) {
      this.bytes = bytes;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
      ask(context);
    }

    private void ask(ChannelHandlerContext context) {
      asked++;
      awaited = bytes;
      context.writeAndFlush(context.alloc().buffer(bytes).writeZero(bytes));
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf answer) {
      awaited -= answer.readableBytes();
      if (awaited > 0) {
        return;
      }
      if (asked == QUESTIONS) {
        context.close();
        return;
      }
      Channel channel = context.channel();
      channel.eventLoop().schedule(() -> ask(context), 100, TimeUnit.MILLISECONDS);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close();
    }
  }
}
