package org.meshparity.proxyruntime.sidecar;

import io.grpc.Status;
import java.util.concurrent.atomic.AtomicLong;
import org.meshparity.proxyruntime.inproxy.StatsPage;

/**
 * What became of the reports, as the proxy counts it: the only trace that a lost report leaves.
 *
 * <p>A report is one request's bag; a remote report call carries a batch of them.
 */
final class ReportCounters {

  private final String prefix;
  private final AtomicLong reports = new AtomicLong();
  private final AtomicLong calls = new AtomicLong();
  private final AtomicLong successes = new AtomicLong();
  private final AtomicLong timeouts = new AtomicLong();
  private final AtomicLong sendErrors = new AtomicLong();
  private final AtomicLong otherErrors = new AtomicLong();

  private ReportCounters(String prefix) {
    this.prefix = prefix;
  }

  static ReportCounters ofHttp() {
    return new ReportCounters("envoy_http_mixer_filter_total_");
  }

  static ReportCounters ofTcp() {
    return new ReportCounters("envoy_tcp_mixer_filter_total_");
  }

  void reported() {
    reports.incrementAndGet();
  }

  void called() {
    calls.incrementAndGet();
  }

  void answered(Status status) {
    counterOf(status.getCode()).incrementAndGet();
  }

  private AtomicLong counterOf(Status.Code code) {
    if (code == Status.Code.OK) {
      return successes;
    }
    if (code == Status.Code.DEADLINE_EXCEEDED) {
      return timeouts;
    }
    return code == Status.Code.UNAVAILABLE ? sendErrors : otherErrors;
  }

  void writeTo(StatsPage page) {
    page.counter(prefix + "report_calls", "", reports.get());
    page.counter(prefix + "remote_report_calls", "", calls.get());
    page.counter(prefix + "remote_report_successes", "", successes.get());
    page.counter(prefix + "remote_report_timeouts", "", timeouts.get());
    page.counter(prefix + "remote_report_send_errors", "", sendErrors.get());
    page.counter(prefix + "remote_report_other_errors", "", otherErrors.get());
  }
}
