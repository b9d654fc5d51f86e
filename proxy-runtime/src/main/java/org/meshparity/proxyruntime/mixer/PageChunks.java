package org.meshparity.proxyruntime.mixer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.stream.ChunkedInput;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * A page of metrics, written piece by piece as its reader takes it: neither the page nor its
 * samples are ever in memory as a whole.
 */
final class PageChunks implements ChunkedInput<ByteBuf> {

  private static final int CHUNK = 64 * 1024;

  private final Enumeration<MetricFamilySamples> families;
  private final StringBuilder text = new StringBuilder(CHUNK + 4096);
  private final GoExposition exposition = new GoExposition(text);
  private @Nullable MetricFamilySamples family;
  private Iterator<Sample> samples = Collections.emptyIterator();
  private long progress;

  PageChunks(CollectorRegistry registry) {
    families = registry.metricFamilySamples();
  }

  @Override
  public boolean isEndOfInput() {
    return !samples.hasNext() && !families.hasMoreElements();
  }

  @Override
  public @Nullable ByteBuf readChunk(ByteBufAllocator allocator) throws IOException {
    text.setLength(0);
    while (text.length() < CHUNK && !isEndOfInput()) {
      advance();
    }
    progress += text.length();
    return ByteBufUtil.writeUtf8(allocator, text);
  }

  private void advance() throws IOException {
    MetricFamilySamples current = family;
    if (current != null && samples.hasNext()) {
      exposition.sample(current, samples.next());
      return;
    }
    MetricFamilySamples next = families.nextElement();
    family = next;
    samples = next.samples.iterator();
    if (samples.hasNext()) {
      exposition.head(next);
    }
  }

  @Override
  @Deprecated
  @SuppressWarnings("InlineMeSuggester") // nobody calls it but the interface's old users
  public @Nullable ByteBuf readChunk(ChannelHandlerContext context) throws IOException {
    return readChunk(context.alloc());
  }

  @Override
  public long length() {
    return -1;
  }

  @Override
  public long progress() {
    return progress;
  }

  @Override
  public void close() {
    samples = Collections.emptyIterator();
  }
}
