package org.meshparity.proxyruntime.inproxy;

/** What kind of metric it is. */
enum MetricType {
  COUNTER("counter"),
  GAUGE("gauge"),
  HISTOGRAM("histogram");

  private final String text;

  MetricType(String text) {
    this.text = text;
  }

  Cell newCell() {
    return switch (this) {
      case COUNTER -> new Cell.Counter();
      case GAUGE -> new Cell.Gauge();
      case HISTOGRAM -> new LogLinearHistogram();
    };
  }

  /** As the page's type line says it. */
  @Override
  public String toString() {
    return text;
  }
}
