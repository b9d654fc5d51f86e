package org.meshparity.proxyruntime.mixer;

import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.meshparity.proxyruntime.attribute.MalformedReport;
import org.meshparity.proxyruntime.attribute.ReportReader;
import org.meshparity.proxyruntime.mixer.config.MixerConfiguration;
import org.meshparity.proxyruntime.mixer.expression.Frame;

/**
 * Mixer without its ports: takes the bytes of {@code ReportRequest} messages, makes metrics of them
 * and shows them.
 *
 * <pre>{@code
 * ReportIntake intake =
 *     new ReportIntake(MixerConfiguration.of(IstioRelease.V1_4), PodDirectory.none(), 100_000, System::nanoTime);
 * Receipt receipt = intake.take(ReportEncoder.message(bags));
 * intake.write(page);
 * }</pre>
 *
 * <p>{@link #take} decodes and records; it is what a benchmark of the legacy emitter measures. Safe
 * for use by several threads: one at a time records, any may show meanwhile.
 */
public final class ReportIntake {

  private static final int MOST_MESSAGES = 10;

  private final MixerMetrics metrics;
  private final SeriesLimit limit;
  private final CollectorRegistry registry = new CollectorRegistry();
  private final ReportReader reader;
  private final PodAttributes pods;
  private final Frame frame;
  private final List<String> failures = new ArrayList<>();
  private final LongSupplier nanoClock;

  private int recorded;
  private long nowNanos;

  /**
   * An intake with no series yet.
   *
   * @param pods what is known of the pods behind a report, if it does not say itself
   * @param mostRows how many sets of labels there may be at once
   * @param nanoClock tells how long a series is idle; {@link System#nanoTime} but in a test
   */
  public ReportIntake(
      MixerConfiguration configuration, PodDirectory pods, int mostRows, LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    limit = new SeriesLimit(mostRows);
    metrics = new MixerMetrics(configuration, limit);
    registry.register(metrics);
    this.pods = new PodAttributes(pods, configuration.slots());
    frame = new Frame(configuration.slots(), this::record);
    reader = new ReportReader(configuration.slots()::find);
  }

  /** Takes one message. */
  public Receipt take(byte[] message) {
    return take(message, bags -> true);
  }

  /**
   * Takes one message, unless {@code admits} says no to its number of bags.
   *
   * @param admits asked once, when the message could be read and before anything of it is recorded
   */
  public synchronized Receipt take(byte[] message, IntPredicate admits) {
    int bags;
    try {
      bags = reader.open(message);
    } catch (MalformedReport e) {
      return new Receipt(Receipt.Outcome.UNREADABLE, 0, 0, String.valueOf(e.getMessage()));
    }
    if (!admits.test(bags)) {
      return new Receipt(
          Receipt.Outcome.OVERLOADED,
          bags,
          bags,
          "Server is currently overloaded. Please try again.");
    }
    failures.clear();
    recorded = 0;
    nowNanos = nanoClock.getAsLong();
    try {
      reader.read(frame);
    } catch (MalformedReport e) {
      failures.add(String.valueOf(e.getMessage()));
    }
    Receipt.Outcome outcome = failures.isEmpty() ? Receipt.Outcome.TAKEN : Receipt.Outcome.FAILED;
    return new Receipt(outcome, bags, bags - recorded, String.join("; ", failures));
  }

  /** Deletes the series that have been idle for as long as the configuration says. */
  public synchronized void expire() {
    metrics.expire(nanoClock.getAsLong());
  }

  /** Writes all series as text. */
  public void write(Appendable out) throws IOException {
    new GoExposition(out).write(Collections.list(registry.metricFamilySamples()));
  }

  /** Where the metrics are registered. */
  CollectorRegistry registry() {
    return registry;
  }

  SeriesLimit limit() {
    return limit;
  }

  /** Records the bag that the frame holds. */
  private void record() {
    pods.generate(frame);
    @Nullable List<String> problems = metrics.record(frame, nowNanos);
    if (problems == null) {
      recorded++;
    } else if (failures.size() < MOST_MESSAGES) {
      failures.addAll(problems);
    }
  }
}
