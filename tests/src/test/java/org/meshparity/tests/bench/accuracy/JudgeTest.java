package org.meshparity.tests.bench.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meshparity.tests.bench.accuracy.Judgement.Mistake.FALSE_DIFFERENT;
import static org.meshparity.tests.bench.accuracy.Judgement.Mistake.FALSE_EQUAL;
import static org.meshparity.tests.bench.accuracy.Judgement.Mistake.NONE;
import static org.meshparity.tests.bench.accuracy.Judgement.Mistake.WRONG_NUMBERS;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.meshparity.comparator.simulation.Family;
import org.meshparity.comparator.simulation.Generation;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * 100 calls on the legacy side, the k-th lasting k ms in second k; every tenth lost by the other.
 */
class JudgeTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Stream STREAM =
      Stream.of(
          new Spelling(
              "destination",
              new Workload("reviews", "v1", "default", 1),
              new Workload("ratings", "v1", "default", 1),
              "200",
              false),
          EnumSet.of(Family.REQUESTS, Family.DURATION),
          Calls.NONE);

  private static final Judge JUDGE = new Judge(new Truth(mesh()));

  private static Mesh mesh() {
    Counted legacy = new Counted();
    Counted candidate = new Counted();
    for (long k = 1; k <= 100; k++) {
      legacy.add(k * 1_000_000, k * 1_000_000, 0);
      if (k % 10 != 0) {
        candidate.add(k * 1_000_000, k * 1_000_000, 0);
      }
    }
    return new Mesh(
        "m0",
        new Fault(FaultKind.NONE, 0, Generation.CANDIDATE, Set.of(), Map.of()),
        List.of(),
        List.of(STREAM),
        0,
        Map.of(
            Generation.LEGACY, Map.of(STREAM, legacy),
            Generation.CANDIDATE, Map.of(STREAM, candidate)),
        List.of(),
        Map.of(Family.REQUESTS, Set.of(), Family.DURATION, Set.of()));
  }

  /** A check about seconds 0 to so many. */
  private static ObjectNode check(String claim, String verdict, int seconds) {
    ObjectNode check = JSON.createObjectNode();
    check.put("metric", "request-duration").put("claim", claim).put("verdict", verdict);
    check.put("start", time(0)).put("end", time(seconds)).put("because", "so it is");
    STREAM.identity().forEach(check.putObject("group")::put);
    return check;
  }

  private static String time(int seconds) {
    return java.time.Instant.ofEpochMilli(Windows.EPOCH_MS + 1000L * seconds).toString();
  }

  private static Judgement judged(ObjectNode check) {
    return JUDGE.judge(Said.of(check));
  }

  @Test
  void equalityOfWhatDiffersIsAFalseAllClear() {
    Judgement judged = judged(check("increase", "PROVED_EQUAL", 100));

    assertThat(judged.mistake()).isEqualTo(FALSE_EQUAL);
    assertThat(judged.why()).isEqualTo("100 : 90");
  }

  @Test
  void aDifferenceOfWhatIsEqualIsAFalseAlarm() {
    assertThat(judged(check("increase", "PROVED_DIFFERENT", 9)).mistake())
        .isEqualTo(FALSE_DIFFERENT);
  }

  @Test
  void whatIsTrueIsRight() {
    assertThat(judged(check("increase", "PROVED_DIFFERENT", 100)).mistake()).isEqualTo(NONE);
    assertThat(judged(check("increase", "PROVED_EQUAL", 9)).mistake()).isEqualTo(NONE);
    assertThat(judged(check("increase", "UNDECIDABLE", 100)).mistake()).isEqualTo(NONE);
  }

  @Test
  void onlyTheTimesThatWereComparedCount() {
    ObjectNode check = check("increase", "PROVED_EQUAL", 100);
    ArrayNode pieces = check.putArray("pieces");
    pieces.addObject().put("start", time(0)).put("end", time(9));
    ObjectNode second = pieces.addObject().put("start", time(10)).put("end", time(19));

    assertThat(judged(check).mistake()).isEqualTo(NONE);
    second.put("start", time(9));
    assertThat(judged(check).mistake()).isEqualTo(FALSE_EQUAL);
  }

  @Test
  void boundsThatDoNotHoldTheTruthAreWrong() {
    ObjectNode check = check("increase", "UNDECIDABLE", 100);
    check.putObject("legacy").put("lower", 101).put("upper", 105);

    assertThat(judged(check).mistake()).isEqualTo(WRONG_NUMBERS);
  }

  @Test
  void moreThanThereIsMayNotBeClaimed() {
    assertThat(judged(check("increase", "PROVED_DIFFERENT", 100).put("atLeast", 11)).mistake())
        .isEqualTo(WRONG_NUMBERS);
  }

  @Test
  void whatIsThereIsNotMissing() {
    assertThat(judged(check("presence", "MISSING_CANDIDATE", 100)).mistake())
        .isEqualTo(FALSE_DIFFERENT);
    assertThat(judged(check("increase", "MISSING_CANDIDATE", 100)).mistake())
        .isEqualTo(WRONG_NUMBERS);
  }

  @Test
  void bucketsQuantilesAndMeansAreInMilliseconds() {
    ObjectNode bucket = check("bucket", "PROVED_EQUAL", 100).put("bound", 9.5);
    assertThat(judged(bucket).mistake()).isEqualTo(NONE);
    assertThat(judged(bucket.put("bound", 50)).why()).isEqualTo("50 : 45");
    assertThat(judged(check("quantile", "PROVED_EQUAL", 100).put("quantile", 0.5)).why())
        .isEqualTo("50 : 49");
    assertThat(judged(check("mean", "PROVED_DIFFERENT", 100)).why()).isEqualTo("50.5 : 50");
  }

  @Test
  void aRangeThatIsNamedIsLookedAt() {
    ObjectNode check = check("distribution", "PROVED_DIFFERENT", 100);

    check.put("because", "candidate counted at least 1 requests less between 45 and 55");
    assertThat(judged(check).mistake()).isEqualTo(NONE);
    check.put("because", "candidate counted at least 1 requests less between 45 and 49");
    assertThat(judged(check).mistake()).isEqualTo(FALSE_DIFFERENT);
  }
}
