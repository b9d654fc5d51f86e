package org.meshparity.proxyruntime.inproxy;

import java.util.concurrent.atomic.LongAdder;

/** What one proxy counts of its TCP metadata exchange, under the names of Envoy's filter. */
public final class ExchangeCounters {

  private static final String PREFIX = "envoy_metadata_exchange_";

  private final LongAdder protocolFound = new LongAdder();
  private final LongAdder protocolNotFound = new LongAdder();
  private final LongAdder initialHeaderNotFound = new LongAdder();
  private final LongAdder headerNotFound = new LongAdder();
  private final LongAdder metadataAdded = new LongAdder();

  /** A connection whose handshake agreed on the exchange. */
  public void protocolFound() {
    protocolFound.increment();
  }

  /** A connection whose handshake did not. */
  public void protocolNotFound() {
    protocolNotFound.increment();
  }

  /** A peer that agreed on the exchange and did not begin with a frame. */
  public void initialHeaderNotFound() {
    initialHeaderNotFound.increment();
  }

  /** A frame that could not be read. */
  public void headerNotFound() {
    headerNotFound.increment();
  }

  /** This proxy introduced itself. */
  public void metadataAdded() {
    metadataAdded.increment();
  }

  /** Writes the counters to a page. */
  public void writeTo(StatsPage page) {
    page.counter(PREFIX + "alpn_protocol_found", "", protocolFound.sum());
    page.counter(PREFIX + "alpn_protocol_not_found", "", protocolNotFound.sum());
    page.counter(PREFIX + "header_not_found", "", headerNotFound.sum());
    page.counter(PREFIX + "initial_header_not_found", "", initialHeaderNotFound.sum());
    page.counter(PREFIX + "metadata_added", "", metadataAdded.sum());
  }
}
