package org.meshparity.tests.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The processes of {@code overhead}, and the turns they take.
 *
 * <p>All modes' proxies run all the time and only one mode's have work: a mode is warm when its
 * turn comes, and what disturbs the machine for a while hits all modes alike.
 */
final class OverheadRun implements AutoCloseable {

  private static final Set<OverheadMode> PROXIED =
      EnumSet.complementOf(EnumSet.of(OverheadMode.DIRECT));

  private final OverheadPlan plan;
  private final ConstantRate load;
  private final Deque<Child> children = new ArrayDeque<>();
  private final List<Child> mixer = new ArrayList<>();
  private final Map<OverheadMode, List<Child>> proxies = new EnumMap<>(OverheadMode.class);
  private final Map<OverheadMode, Integer> ports = new EnumMap<>(OverheadMode.class);
  private boolean closed;

  OverheadRun(OverheadPlan plan) {
    this.plan = plan;
    load = new ConstantRate(plan.rate(), OverheadProxy.HOST);
  }

  /** Starts everything; what has started must be closed even when this fails. */
  void start() throws IOException, InterruptedException {
    Child app = add(Child.start("application", OverheadApp.class.getName(), List.of()));
    mixer.add(add(OverheadProxy.mixer()));
    int appPort = app.says(Pattern.compile("port (\\d+)"));
    int mixerPort = mixer.get(0).says(OverheadProxy.MIXER_PORT);
    for (OverheadMode mode : PROXIED) {
      proxies.put(mode, List.of(add(OverheadProxy.server(mode, appPort, mixerPort))));
    }
    for (OverheadMode mode : PROXIED) {
      Child server = proxies.get(mode).get(0);
      int serverPort = server.says(OverheadProxy.PORT);
      proxies.put(mode, List.of(server, add(OverheadProxy.client(mode, serverPort, mixerPort))));
    }
    ports.put(OverheadMode.DIRECT, appPort);
    for (OverheadMode mode : PROXIED) {
      ports.put(mode, proxies.get(mode).get(1).says(OverheadProxy.PORT));
    }
  }

  /** Ctrl-C may come while it starts: what starts later ends at once. */
  private synchronized Child add(Child child) {
    if (closed) {
      child.close();
      throw new IllegalStateException("stopped");
    }
    children.push(child);
    return child;
  }

  /** Warms every mode up, then lets them take turns. */
  OverheadReport measure(PrintWriter progress) throws IOException, InterruptedException {
    for (OverheadMode mode : OverheadMode.values()) {
      progress.printf("warming up: %s%n", mode.label());
      load.run(port(mode), plan.warmUp());
    }
    OverheadReport report = new OverheadReport(plan);
    for (int round = 1; round <= plan.rounds(); round++) {
      progress.printf("round %d of %d%n", round, plan.rounds());
      for (OverheadMode mode : OverheadMode.values()) {
        report.add(mode, turn(mode));
      }
    }
    return report;
  }

  private int port(OverheadMode mode) {
    return ports.getOrDefault(mode, 0);
  }

  /** One mode's turn: what is sent first does not count, nor the CPU time it takes. */
  private Turn turn(OverheadMode mode) throws IOException, InterruptedException {
    load.run(port(mode), plan.lead());
    Thread.sleep(plan.settle().toMillis());
    double proxiesBefore = cpuMicros(proxies.getOrDefault(mode, List.of()));
    double mixerBefore = cpuMicros(mixer);
    ConstantRate.Outcome outcome = load.run(port(mode), plan.length());
    Thread.sleep(plan.settle().toMillis());
    double requests = Math.max(1, outcome.answered());
    return new Turn(
        outcome,
        (cpuMicros(proxies.getOrDefault(mode, List.of())) - proxiesBefore) / requests,
        (cpuMicros(mixer) - mixerBefore) / requests);
  }

  private static double cpuMicros(List<Child> processes) {
    double micros = 0;
    for (Child process : processes) {
      Optional<Duration> cpu = process.cpu();
      micros += cpu.isPresent() ? cpu.get().toNanos() / 1e3 : Double.NaN;
    }
    return micros;
  }

  synchronized boolean isClosed() {
    return closed;
  }

  /** Stops every process. */
  @Override
  public synchronized void close() {
    closed = true;
    List<Child> stopping = new ArrayList<>(children);
    children.clear();
    stopping.forEach(Child::askToEnd);
    stopping.forEach(Child::close);
  }
}
