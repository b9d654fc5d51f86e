package org.meshparity.proxyruntime.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;

/**
 * Netty's decoder, which also refuses a header field that goes on in the next line (Netty joins
 * them), and tells when the first byte of a request came.
 */
public final class Http1RequestDecoder extends HttpRequestDecoder {

  private boolean inHead = true;
  private boolean bad;
  private boolean atLineStart;
  private boolean lineHasText;
  private int looked;
  private long firstByteNanos;
  private long headNanos;
  private boolean headBegun;

  /** A decoder that takes no larger head than these limits say. */
  public Http1RequestDecoder(HeadLimits limits) {
    super(config(limits));
  }

  static HttpDecoderConfig config(HeadLimits limits) {
    return new HttpDecoderConfig()
        .setMaxInitialLineLength(limits.bytes())
        .setMaxHeaderSize(limits.bytes())
        .setStrictLineParsing(true)
        .setUseRfc9112TransferEncoding(true)
        .setAllowDuplicateContentLengths(false);
  }

  /** Whether a head has begun and is not complete. */
  public boolean isInHead() {
    return headBegun && !bad;
  }

  /** When the first byte of the latest head came, in {@link System#nanoTime}. */
  public long firstByteNanos() {
    return firstByteNanos;
  }

  /** When the latest head was complete; the same as its first byte if they came together. */
  public long headNanos() {
    return headNanos;
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf buffer, List<Object> out)
      throws Exception {
    boolean begins = inHead && !headBegun && buffer.isReadable();
    if (begins) {
      firstByteNanos = System.nanoTime();
      headBegun = true;
    }
    if (inHead && !bad && folds(buffer)) {
      bad = true;
      buffer.skipBytes(buffer.readableBytes());
      out.add(invalid());
      return;
    }
    if (bad) {
      buffer.skipBytes(buffer.readableBytes());
      return;
    }
    int before = buffer.readableBytes();
    int had = out.size();
    super.decode(context, buffer, out);
    looked = Math.max(0, looked - (before - buffer.readableBytes()));
    for (int i = had; i < out.size(); i++) {
      follow(out.get(i), begins);
    }
  }

  private void follow(Object message, boolean atOnce) {
    if (message instanceof HttpRequest) {
      inHead = false;
      headBegun = false;
      headNanos = atOnce ? firstByteNanos : System.nanoTime();
    }
    if (message instanceof LastHttpContent) {
      inHead = true;
      looked = 0;
      atLineStart = false;
      lineHasText = false;
    }
  }

  /** Looks at every byte of a head once; stops at its end. */
  private boolean folds(ByteBuf buffer) {
    int end = buffer.writerIndex();
    int at = buffer.readerIndex() + looked;
    while (at < end) {
      if (atLineStart) {
        byte first = buffer.getByte(at);
        if (first == ' ' || first == '\t') {
          return true;
        }
        if (first == '\r') {
          break; // the empty line that ends the head: what follows is not looked at
        }
        atLineStart = false;
      }
      int newline = buffer.indexOf(at, end, (byte) '\n');
      int stop = newline < 0 ? end : newline;
      lineHasText |= stop - at > 1;
      at = newline < 0 ? end : newline + 1;
      atLineStart = newline >= 0 && lineHasText;
    }
    looked = at - buffer.readerIndex();
    return false;
  }

  private static HttpRequest invalid() {
    HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/");
    request.setDecoderResult(DecoderResult.failure(new FoldedHeader()));
    return request;
  }
}
