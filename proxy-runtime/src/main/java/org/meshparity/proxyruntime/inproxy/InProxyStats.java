package org.meshparity.proxyruntime.inproxy;

import java.time.Duration;
import java.util.List;
import org.meshparity.proxyruntime.IstioRelease;

/**
 * The v2 metrics of one proxy.
 *
 * <p>Every thread that records has its own part of each series, so recording takes no lock and, for
 * streams like ones before, makes no object. Counters show at once, histograms after the next
 * flush. Series are never deleted: they live as long as the proxy. Safe for use by several threads.
 */
public final class InProxyStats {

  private final InProxySettings settings;
  private final Registry registry;
  private final Shards shards;
  private final Generator inbound;
  private final Generator outbound;

  /** No series yet, for the proxy of this node as Istio installs it. */
  public InProxyStats(IstioRelease release, NodeMetadata local) {
    this(InProxySettings.of(local, release));
  }

  /** No series yet. */
  public InProxyStats(InProxySettings settings) {
    this.settings = settings;
    registry = new Registry(settings.maxSeries());
    shards = new Shards(registry, settings.release());
    inbound = new Generator(settings, settings.inbound());
    outbound = new Generator(settings, settings.outbound());
  }

  /** How it was configured. */
  public InProxySettings settings() {
    return settings;
  }

  /** Says which build the proxy is of, as its stats filter does when it is installed. */
  public void installed() {
    if (settings.release().isAtLeast(5)) {
      String told = settings.node().istioVersion();
      String tag = told.isEmpty() ? settings.release().withPatch() : told;
      String labels = "component=\"proxy\",tag=\"" + tag + '"';
      registry.cell("istio_build", MetricType.GAUGE, labels, 0).add(1);
    }
  }

  /** Records one request that is over. */
  public void record(RequestFacts facts) {
    record(facts, DurationScale.MILLISECONDS);
  }

  /** Records one request that is over, its duration as a fault may have it. */
  public void record(RequestFacts facts, DurationScale scale) {
    shards.mine().record(generator(facts), facts, scale);
  }

  /** Begins to count a TCP connection. */
  public TcpRecorder tcp(TcpFacts facts) {
    return new TcpRecorder(this, facts);
  }

  void record(TcpFacts facts, TcpRecorder counted) {
    shards.mine().record(generator(facts), facts, counted);
  }

  private Generator generator(StreamFacts facts) {
    return facts.reporter() == Reporter.SOURCE ? outbound : inbound;
  }

  /** How often a TCP connection is reported while it lasts. */
  public Duration tcpReportingDuration(Reporter reporter) {
    return (reporter == Reporter.SOURCE ? outbound : inbound).config().tcpReportingDuration();
  }

  /** Makes visible what the histograms recorded since the last flush. */
  public void flush() {
    registry.flush();
  }

  /** How many counters, gauges and histograms there are. */
  public int seriesCount() {
    return registry.seriesCount();
  }

  /** How often something could not be recorded because there were too many series. */
  public long refusedRecordings() {
    return registry.refused();
  }

  int shardCount() {
    return shards.count();
  }

  List<Family> families() {
    return registry.families();
  }

  /** Begins to read every series as text. */
  public PageReader read() {
    return new PageReader(registry);
  }

  /** Writes every series to a page at once. */
  public void writeTo(StatsPage page) {
    PageReader reader = read();
    while (reader.hasMore()) {
      reader.writeSome(page, Integer.MAX_VALUE);
    }
  }
}
