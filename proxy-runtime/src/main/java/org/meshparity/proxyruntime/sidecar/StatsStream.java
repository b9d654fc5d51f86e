package org.meshparity.proxyruntime.sidecar;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.stream.ChunkedInput;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.meshparity.proxyruntime.inproxy.PageReader;
import org.meshparity.proxyruntime.inproxy.StatsPage;

/**
 * A page that is written as fast as it is read: a piece is made when there is room for it on the
 * connection, and only one is held at a time.
 */
final class StatsStream implements ChunkedInput<ByteBuf> {

  private static final int PIECE = 1 << 15;

  private final StatsPage page;
  private final PageReader reader;
  private final Consumer<ByteBuf> made;
  private long written;

  /** What is on the page already, and then all series. */
  StatsStream(StatsPage page, PageReader reader) {
    this(page, reader, piece -> {});
  }

  /** The same, telling of every piece when it is made. */
  StatsStream(StatsPage page, PageReader reader, Consumer<ByteBuf> made) {
    this.page = page;
    this.reader = reader;
    this.made = made;
  }

  @Override
  public boolean isEndOfInput() {
    return !reader.hasMore() && page.length() == 0;
  }

  @Override
  public @Nullable ByteBuf readChunk(ByteBufAllocator allocator) {
    if (isEndOfInput()) {
      return null;
    }
    reader.writeSome(page, PIECE);
    ByteBuf piece = ByteBufUtil.writeUtf8(allocator, page.take());
    written += piece.readableBytes();
    made.accept(piece);
    return piece;
  }

  @Override
  @Deprecated
  @SuppressWarnings("InlineMeSuggester") // the library's, and gone with it
  public @Nullable ByteBuf readChunk(ChannelHandlerContext context) {
    return readChunk(context.alloc());
  }

  @Override
  public long length() {
    return -1;
  }

  @Override
  public long progress() {
    return written;
  }

  @Override
  public void close() {
    // holds nothing that must be given back
  }
}
