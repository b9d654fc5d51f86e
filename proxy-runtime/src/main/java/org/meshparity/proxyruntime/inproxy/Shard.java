package org.meshparity.proxyruntime.inproxy;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.meshparity.proxyruntime.IstioRelease;

/**
 * One thread's part of a proxy's metrics: where it finds, for the stream at hand, what to add to.
 *
 * <p>The table of rows is only a shortcut. It is bounded, and emptied when it is full, since hosts
 * and flags come from outside; the series stay.
 */
final class Shard {

  private static final int CAPACITY = 1 << 13;
  private static final int MAX_ROWS = CAPACITY / 2;
  private static final int CLUSTERS = 64;

  private final int index;
  private final Registry registry;
  private final boolean withHeaders;
  private final boolean recordsZeros;
  private final @Nullable Row[] rows = new Row[CAPACITY];
  private final Row.Key key = new Row.Key();
  private final @Nullable String[] clusters = new String[CLUSTERS];
  private final @Nullable Generator[] generators = new Generator[CLUSTERS];
  private final boolean[] hostMatters = new boolean[CLUSTERS];
  private int rowCount;
  private @Nullable String lastRaw;
  private StatTags.@Nullable Extracted lastExtracted;

  Shard(int index, Registry registry, IstioRelease release) {
    this.index = index;
    this.registry = registry;
    withHeaders = release.isAtLeast(5);
    recordsZeros = !release.isAtLeast(8);
  }

  void record(Generator generator, RequestFacts facts, DurationScale scale) {
    key.fill(generator, facts, generator.dimensions(facts));
    key.fill(facts, hostMatters(generator, facts.cluster()));
    row(generator, facts).record(this, facts, scale);
  }

  void record(Generator generator, TcpFacts facts, TcpRecorder counted) {
    key.fill(generator, facts, generator.dimensions(facts));
    row(generator, facts).record(this, facts, counted);
  }

  private Row row(Generator generator, StreamFacts facts) {
    key.seal();
    int slot = key.hash() & (CAPACITY - 1);
    for (Row row = rows[slot]; row != null; row = rows[slot]) {
      if (row.key().isLike(key)) {
        return row;
      }
      slot = (slot + 1) & (CAPACITY - 1);
    }
    return add(generator, facts, slot);
  }

  private Row add(Generator generator, StreamFacts facts, int freeSlot) {
    Row.Key kept = key.copy();
    Row row =
        new Row(
            kept,
            generator,
            generator.metricsOf(facts),
            generator.values(facts, kept.dimensions()));
    int slot = freeSlot;
    if (rowCount == MAX_ROWS) {
      Arrays.fill(rows, null);
      rowCount = 0;
      slot = kept.hash() & (CAPACITY - 1);
    }
    rows[slot] = row;
    rowCount++;
    return row;
  }

  /** As {@link Generator#hostMatters}, remembered for the clusters that come again and again. */
  private boolean hostMatters(Generator generator, String cluster) {
    int slot = (cluster.hashCode() + System.identityHashCode(generator)) & (CLUSTERS - 1);
    if (generator != generators[slot] || !cluster.equals(clusters[slot])) {
      generators[slot] = generator;
      clusters[slot] = cluster;
      hostMatters[slot] = generator.hostMatters(cluster);
    }
    return hostMatters[slot];
  }

  /** This thread's part of a metric's series with these values. */
  Cell resolve(Generator generator, MetricPlan metric, String[] values) {
    String raw = metric.rawLabels(values, generator.config());
    StatTags.Extracted extracted = lastExtracted;
    if (extracted == null || !raw.equals(lastRaw)) {
      extracted = generator.tags().extract(raw);
      lastExtracted = extracted;
      lastRaw = raw;
    }
    String rawName = metric.rawName(generator.config());
    if (!generator.tags().keeps(raw + rawName)) {
      return Cell.HIDDEN;
    }
    return registry.cell(extracted.metricName(rawName), metric.type(), extracted.labels(), index);
  }

  long duration(RequestFacts facts) {
    return withHeaders ? facts.durationNanos() : facts.durationFromHeadersNanos();
  }

  long requestBytes(RequestFacts facts) {
    return withHeaders ? facts.requestBody() + facts.requestHeaderBytes() : facts.requestBody();
  }

  long responseBytes(RequestFacts facts) {
    return withHeaders ? facts.responseBody() + facts.responseHeaderBytes() : facts.responseBody();
  }

  /** Whether adding nothing makes a counter; not so from 1.8 on. */
  boolean recordsZeros() {
    return recordsZeros;
  }
}
