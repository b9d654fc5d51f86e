package org.meshparity.comparator.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.envelope.BrokenSamples;
import org.meshparity.comparator.envelope.Delays;
import org.meshparity.comparator.envelope.Gains;
import org.meshparity.comparator.envelope.GroupKey;
import org.meshparity.comparator.envelope.Identity;
import org.meshparity.comparator.envelope.Layout;
import org.meshparity.comparator.envelope.Named;
import org.meshparity.comparator.envelope.Pieces;
import org.meshparity.comparator.envelope.RawGroup;
import org.meshparity.comparator.envelope.RawMetric;
import org.meshparity.comparator.envelope.Targets;
import org.meshparity.comparator.series.RawSeries;
import org.meshparity.comparator.verdict.CounterRule;
import org.meshparity.comparator.verdict.Finding;
import org.meshparity.comparator.verdict.GroupJudge;
import org.meshparity.comparator.verdict.Judgement;
import org.meshparity.comparator.verdict.Remedy;
import org.meshparity.comparator.verdict.SideGains;
import org.meshparity.comparator.verdict.Tolerance;
import org.meshparity.comparator.verdict.Verdict;
import org.meshparity.rules.MetricRule;
import org.meshparity.rules.Pack;
import org.meshparity.rules.Packs;

/**
 * The fair task: both sides' answers as bytes, as many series on each with 61 samples, and every
 * series judged on its own. It runs what a check of raw samples runs, on one thread and in the same
 * order: answers and {@code up} are parsed and refused if they lie, samples are matched with the
 * scrapes of their targets, restarts looked for, lives cut, bounds taken at both ends of the
 * window, presence and increase judged, and every difference told in its sentence. Left out are the
 * network, the choice of quiet ends, causes and the report.
 */
public final class FairTask {

  /** As an hour at one point a minute. */
  public static final int POINTS = 61;

  private static final int PODS = 20;
  private static final int QUIET = 3;
  private static final long STEP_MS = 60_000;
  private static final long FIRST_MS = 1_700_000_000_000L;
  private static final long LAST_MS = FIRST_MS + (POINTS - 1) * STEP_MS;
  private static final long START = FIRST_MS + STEP_MS + 1000;
  private static final long END = LAST_MS - STEP_MS - 1000;
  private static final Delays DELAYS = new Delays(3, 0, 0, 0);
  private static final Pack PACK = pack();

  private final MetricRule metric = PACK.metrics().get(0);
  private final GroupJudge judge;
  private final int series;
  private final Side legacy;
  private final Side candidate;

  /**
   * Makes the answers.
   *
   * @param series on each side
   * @param differing the share of them that counted less on the candidate's side
   */
  public FairTask(int series, double differing) {
    this(series, differing, 1);
  }

  /** The same of sums, which are seldom whole numbers: decimals of some 17 digits. */
  public static FairTask ofSums(int series) {
    return new FairTask(series, 0, 1.1);
  }

  private FairTask(int series, double differing, double unit) {
    Tolerance tolerance = Tolerance.relative(new BigDecimal("0.01"));
    this.judge = new GroupJudge(metric, new CounterRule(tolerance, new Remedy(60, 60)), tolerance);
    this.series = series;
    this.legacy = new Side(up("a"), answer("a", series, 0, unit), Identity.legacy(PACK), true);
    byte[] after = answer("b", series, differing, unit);
    this.candidate = new Side(up("b"), after, Identity.candidate(PACK), false);
  }

  /** From a file of its own, as a class path may be a jar. */
  private static Pack pack() {
    try (InputStream in = FairTask.class.getResourceAsStream("/packs/same-names.yaml")) {
      Path file = Files.createTempFile("same-names", ".yaml");
      Files.write(file, Objects.requireNonNull(in).readAllBytes());
      Pack pack = Packs.read(file);
      Files.delete(file);
      return pack;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Side(byte[] up, byte[] answer, Identity identity, boolean isLegacy) {}

  /** How many bytes both sides' answers have. */
  public long bytes() {
    return (long) legacy.answer().length + candidate.answer().length;
  }

  /** How many pairs of samples are compared. */
  public long pairs() {
    return (long) series * POINTS;
  }

  /** From bytes to verdicts. */
  public Outcome run() throws IOException {
    Map<GroupKey, RawGroup> one = read(legacy);
    Map<GroupKey, RawGroup> two = read(candidate);
    Outcome outcome = new Outcome(0, new ArrayList<>());
    int both = 0;
    for (Map.Entry<GroupKey, RawGroup> group : one.entrySet()) {
      RawGroup other = two.get(group.getKey());
      both += other == null ? 0 : 1;
      outcome = note(outcome, group.getKey(), judge(group.getValue(), other));
    }
    for (Map.Entry<GroupKey, RawGroup> group : two.entrySet()) {
      if (both < two.size() && !one.containsKey(group.getKey())) {
        outcome = note(outcome, group.getKey(), judge(null, group.getValue()));
      }
    }
    return outcome;
  }

  private static Outcome note(Outcome before, GroupKey key, List<Judgement> judgements) {
    int equal = before.equal();
    for (Judgement judgement : judgements) {
      Finding finding = judgement.finding();
      if (finding.verdict() == Verdict.PROVED_EQUAL) {
        equal++;
      } else {
        before.differences().add(key + " " + judgement.claim() + ": " + finding.because());
      }
    }
    return new Outcome(equal, before.differences());
  }

  /** Parses only, and counts the samples of both sides. */
  public long parse() throws IOException {
    long[] samples = new long[1];
    parse(legacy.answer(), found -> samples[0] += found.size());
    parse(candidate.answer(), found -> samples[0] += found.size());
    return samples[0];
  }

  /**
   * What came out.
   *
   * @param equal how many claims were proved equal
   * @param differences one sentence for each of the others
   */
  public record Outcome(int equal, List<String> differences) {}

  private Map<GroupKey, RawGroup> read(Side side) throws IOException {
    List<RawSeries> up = new ArrayList<>();
    parse(side.up(), up::add);
    Targets targets = Targets.of(up, List.of(), 1000);
    RawMetric raw =
        new RawMetric(metric.type(), targets, side.identity(), DELAYS, OptionalLong.empty());
    Named named =
        new Named(
            "istio_requests_total",
            (side.isLegacy() ? metric.legacy() : metric.candidate()).parts().get(0));
    parse(side.answer(), found -> raw.add(named, RawMetric.Part.COUNTER, found));
    raw.noteRestarts();
    return raw.groups();
  }

  private static void parse(byte[] answer, Consumer<RawSeries> into) throws IOException {
    ElementReader elements =
        ElementReader.ofMatrix(
            new TimeRange(FIRST_MS - STEP_MS, LAST_MS), ElementReader.Sink.of(into));
    new QueryRequest("x", LAST_MS, "matrix").parse(new ByteArrayInputStream(answer), elements);
  }

  private List<Judgement> judge(@Nullable RawGroup one, @Nullable RawGroup two) {
    RawGroup before = one == null ? new RawGroup() : one;
    RawGroup after = two == null ? new RawGroup() : two;
    Pieces pieces = Pieces.seenByBoth(START, END, before, after);
    return judge.judge(gains(pieces, before, one != null), gains(pieces, after, two != null));
  }

  private SideGains gains(Pieces pieces, RawGroup group, boolean seen) {
    try {
      Gains gains = group.gains(pieces, Layout.none(metric.type()));
      return seen ? SideGains.of(gains) : SideGains.absent(gains);
    } catch (BrokenSamples e) {
      return SideGains.broken(e.reason());
    }
  }

  private static byte[] up(String job) {
    StringBuilder text = begin();
    for (int pod = 0; pod < PODS; pod++) {
      text.append(pod == 0 ? "" : ",").append("{\"metric\":{\"__name__\":\"up\",\"instance\":\"");
      text.append("10.0.0.").append(pod).append(":15020\",\"job\":\"").append(job);
      text.append("\"},\"values\":[");
      for (int i = 0; i < POINTS; i++) {
        point(text, i, "1");
      }
      text.append("]}");
    }
    return end(text);
  }

  /** Counters that stand still at both ends of the window, so that every claim can be decided. */
  private static byte[] answer(String job, int series, double differing, double unit) {
    StringBuilder text = begin();
    for (int s = 0; s < series; s++) {
      boolean differs = (int) (differing * (s + 1)) > (int) (differing * s);
      int step = 10 + s % 90 - (differs ? 5 : 0);
      text.append(s == 0 ? "" : ",").append("{\"metric\":{\"__name__\":\"istio_requests_total\",");
      text.append("\"destination_workload\":\"reviews-v").append(s % 50);
      text.append("\",\"instance\":\"10.0.0.").append(s % PODS).append(":15020\",\"job\":\"");
      text.append(job).append("\",\"reporter\":\"source\",\"response_code\":\"200\",");
      text.append("\"source_workload\":\"client-").append(s).append("\"},\"values\":[");
      for (int i = 0; i < POINTS; i++) {
        int moved = Math.min(Math.max(i - QUIET, 0), POINTS - 2 * QUIET);
        long counted = 100_000L + s + (long) moved * step;
        point(text, i, unit == 1 ? Long.toString(counted) : Double.toString(counted * unit));
      }
      text.append("]}");
    }
    return end(text);
  }

  private static StringBuilder begin() {
    return new StringBuilder(
        "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[");
  }

  private static void point(StringBuilder text, int i, String value) {
    text.append(i == 0 ? "[" : ",[").append((FIRST_MS + i * STEP_MS) / 1000);
    text.append(",\"").append(value).append("\"]");
  }

  private static byte[] end(StringBuilder text) {
    return text.append("]}}").toString().getBytes(StandardCharsets.UTF_8);
  }
}
