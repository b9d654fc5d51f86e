package org.meshparity.proxyruntime.vectors;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.DynamicTest;

/**
 * A file's scenarios, each played once, when the first of its cases is asked for.
 *
 * <p>A case may hold a little later than the requests are over, because histograms are flushed and
 * the end of a connection is reported then. What held once must hold until the end: a request that
 * is counted twice, the second time late, is found there.
 */
final class Played implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final String file;
  private final List<Scenario> scenarios;
  private final Map<Scenario, Run> runs = new LinkedHashMap<>();
  private final Map<Scenario, Exception> failures = new LinkedHashMap<>();
  private final List<Held> held = new ArrayList<>();

  /** All scenarios of a file; its name is for people. */
  Played(String file, List<Scenario> scenarios) {
    this.file = file;
    this.scenarios = scenarios;
  }

  /** A test for every case, and one for what they leave behind. */
  Stream<DynamicTest> tests() {
    Stream<DynamicTest> cases =
        scenarios.stream()
            .flatMap(
                scenario ->
                    scenario.vectors().stream()
                        .map(
                            one ->
                                DynamicTest.dynamicTest(one.name(), () -> check(scenario, one))));
    return Stream.concat(
        cases, Stream.of(DynamicTest.dynamicTest("what held still holds", this::checkAgain)));
  }

  private void check(Scenario scenario, Vector one) throws Exception {
    Run run = run(scenario);
    Held now = new Held(scenario, one, run);
    try {
      await().atMost(PATIENCE).until(() -> now.mismatch().isEmpty());
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(now.mismatch().orElse("held only after " + PATIENCE), e);
    }
    held.add(now);
  }

  private Run run(Scenario scenario) throws Exception {
    Run known = runs.get(scenario);
    if (known != null) {
      return known;
    }
    Exception failure = failures.get(scenario);
    if (failure != null) {
      throw new IllegalStateException(scenario.name() + " could not be played", failure);
    }
    try {
      Scenario.Sides sides = scenario.sides();
      Run played = sides == null ? BookinfoRun.play(scenario) : ProxyPair.play(scenario, sides);
      runs.put(scenario, played);
      return played;
    } catch (Exception e) {
      failures.put(scenario, e);
      throw e;
    }
  }

  private void checkAgain() throws Exception {
    for (Held one : held) {
      Optional<String> mismatch = one.mismatch();
      if (mismatch.isPresent()) {
        throw new AssertionError(one.vector.name() + " held no longer: " + mismatch.get());
      }
    }
  }

  /** How many of how many cases held, for the build's log. */
  String covered() {
    long total = scenarios.stream().mapToLong(scenario -> scenario.vectors().size()).sum();
    return file + ": " + held.size() + " of " + total;
  }

  @Override
  public void close() {
    runs.values().forEach(Run::close);
  }

  private record Held(Scenario scenario, Vector vector, Run run) {

    Optional<String> mismatch() throws Exception {
      List<Vector> family =
          scenario.vectors().stream().map(each -> each.with(run.variables())).toList();
      return vector.with(run.variables()).mismatch(family, run.page(vector.reporter()));
    }
  }
}
