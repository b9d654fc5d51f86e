package org.meshparity.proxyruntime.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http2.Http2CodecUtil;
import java.util.List;
import java.util.function.BiConsumer;
import org.meshparity.proxyruntime.http.ProtocolDetector.Protocol;

/**
 * Tells HTTP/2 from HTTP/1 by a connection's first bytes, so that one port takes both. Puts the
 * right handlers behind itself, hands them the bytes and goes.
 */
public final class ProtocolDetector extends ByteToMessageDecoder {

  /** What a connection speaks. */
  public enum Protocol {
    HTTP_1,
    HTTP_2
  }

  private final BiConsumer<ChannelHandlerContext, Protocol> detected;

  /**
   * A detector.
   *
   * @param detected called once; adds the handlers behind the detector's context
   */
  public ProtocolDetector(BiConsumer<ChannelHandlerContext, Protocol> detected) {
    this.detected = detected;
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    ByteBuf preface = Http2CodecUtil.connectionPrefaceBuf();
    try {
      int common = Math.min(in.readableBytes(), preface.readableBytes());
      boolean matches =
          io.netty.buffer.ByteBufUtil.equals(
              in, in.readerIndex(), preface, preface.readerIndex(), common);
      if (matches && common < preface.readableBytes()) {
        return;
      }
      detected.accept(context, matches ? Protocol.HTTP_2 : Protocol.HTTP_1);
      context.pipeline().remove(this);
    } finally {
      preface.release();
    }
  }
}
