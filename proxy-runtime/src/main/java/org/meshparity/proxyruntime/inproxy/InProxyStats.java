package org.meshparity.proxyruntime.inproxy;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.meshparity.proxyruntime.IstioRelease;

/**
 * The v2 metrics of one proxy.
 *
 * <p>Series are never deleted: they live as long as the proxy. Safe for use by several threads.
 */
public final class InProxyStats {

  private final IstioRelease release;
  private final StandardLabels labels;
  private final Map<String, Series> seriesByLabels = new LinkedHashMap<>();
  private final Map<String, Connections> connectionsByLabels = new LinkedHashMap<>();

  /** No series yet, for the proxy of this node. */
  public InProxyStats(IstioRelease release, NodeMetadata local) {
    this.release = release;
    labels = new StandardLabels(release, local);
  }

  /** Records one request that is over. */
  public void record(RequestFacts facts, DurationScale scale) {
    String text = labels.of(facts);
    boolean withHeaders = release.isAtLeast(5);
    synchronized (this) {
      Series series = seriesByLabels.computeIfAbsent(text, labels -> new Series());
      series.requests++;
      scale.record(series.duration.recording(), facts.durationNanos());
      series
          .requestBytes
          .recording()
          .insert(facts.requestBody() + (withHeaders ? facts.requestHeaderBytes() : 0));
      series
          .responseBytes
          .recording()
          .insert(facts.responseBody() + (withHeaders ? facts.responseHeaderBytes() : 0));
    }
  }

  /** Begins to count a TCP connection. */
  public TcpRecorder tcp(TcpFacts facts) {
    return new TcpRecorder(this, facts);
  }

  /** How often a TCP connection is reported while it lasts. */
  public Duration tcpReportingDuration() {
    return Duration.ofSeconds(15);
  }

  void record(TcpFacts facts, TcpRecorder counted) {
    String text = labels.of(facts);
    synchronized (this) {
      Connections series = connectionsByLabels.computeIfAbsent(text, labels -> new Connections());
      series.opened += counted.openedConnections();
      series.closed += counted.closedConnections();
      series.received += counted.receivedBytes();
      series.sent += counted.sentBytes();
    }
  }

  /** Makes visible what the histograms recorded since the last flush. */
  public synchronized void flush() {
    for (Series series : seriesByLabels.values()) {
      series.duration.flush();
      series.requestBytes.flush();
      series.responseBytes.flush();
    }
  }

  /** Writes every series to a page. */
  public synchronized void writeTo(StatsPage page) {
    seriesByLabels.forEach(
        (labels, series) -> page.counter("istio_requests_total", labels, series.requests));
    seriesByLabels.forEach(
        (labels, series) ->
            page.histogram("istio_request_duration_milliseconds", labels, series.duration.shown()));
    seriesByLabels.forEach(
        (labels, series) ->
            page.histogram("istio_request_bytes", labels, series.requestBytes.shown()));
    seriesByLabels.forEach(
        (labels, series) ->
            page.histogram("istio_response_bytes", labels, series.responseBytes.shown()));
    connectionsByLabels.forEach(
        (labels, series) ->
            page.counter("istio_tcp_connections_opened_total", labels, series.opened));
    connectionsByLabels.forEach(
        (labels, series) ->
            page.counter("istio_tcp_connections_closed_total", labels, series.closed));
    connectionsByLabels.forEach(
        (labels, series) ->
            page.counter("istio_tcp_received_bytes_total", labels, series.received));
    connectionsByLabels.forEach(
        (labels, series) -> page.counter("istio_tcp_sent_bytes_total", labels, series.sent));
  }

  /** The metrics of the connections of one label set. */
  private static final class Connections {
    private long opened;
    private long closed;
    private long received;
    private long sent;
  }

  /** The four metrics of one label set. */
  private static final class Series {
    private long requests;
    private final FlushedHistogram duration = new FlushedHistogram();
    private final FlushedHistogram requestBytes = new FlushedHistogram();
    private final FlushedHistogram responseBytes = new FlushedHistogram();
  }
}
