package org.meshparity.proxyruntime.sidecar;

import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;

/** The filters of one generator, a sample of whose calls is timed. */
final class MeteredFilter implements HttpFilter {

  /** Colon, space and the end of the line. */
  private static final int AROUND_A_HEADER = 4;

  private final List<HttpFilter> filters;
  private final FilterMeter meter;
  private final List<String> ownHeaders;

  /** Several event loops count here, and miss each other now and then, which no sample minds. */
  private int calls;

  /**
   * These filters, in this order.
   *
   * @param ownHeaders that they send to the other proxy
   */
  MeteredFilter(List<HttpFilter> filters, FilterMeter meter, List<String> ownHeaders) {
    this.filters = List.copyOf(filters);
    this.meter = meter;
    this.ownHeaders = List.copyOf(ownHeaders);
  }

  @Override
  public void onRequest(Exchange exchange, HttpHeaders headers) {
    if (isSampled()) {
      long start = System.nanoTime();
      filters.forEach(filter -> filter.onRequest(exchange, headers));
      meter.timed(System.nanoTime() - start);
      meter.sent(bytes(headers));
      return;
    }
    filters.forEach(filter -> filter.onRequest(exchange, headers));
  }

  @Override
  public void onResponse(Exchange exchange, HttpHeaders headers) {
    if (isSampled()) {
      long start = System.nanoTime();
      filters.forEach(filter -> filter.onResponse(exchange, headers));
      meter.timed(System.nanoTime() - start);
      meter.sent(bytes(headers));
      return;
    }
    filters.forEach(filter -> filter.onResponse(exchange, headers));
  }

  @Override
  public void onEnd(Exchange exchange) {
    meter.ended();
    if (isSampled()) {
      long start = System.nanoTime();
      filters.forEach(filter -> filter.onEnd(exchange));
      meter.timed(System.nanoTime() - start);
      return;
    }
    filters.forEach(filter -> filter.onEnd(exchange));
  }

  private boolean isSampled() {
    return ++calls % FilterMeter.EVERY == 0;
  }

  /** What a filter receives it takes away; what is there afterwards it sends. */
  private long bytes(HttpHeaders headers) {
    long bytes = 0;
    for (String name : ownHeaders) {
      String value = headers.get(name);
      bytes += value == null ? 0 : name.length() + value.length() + AROUND_A_HEADER;
    }
    return bytes;
  }
}
