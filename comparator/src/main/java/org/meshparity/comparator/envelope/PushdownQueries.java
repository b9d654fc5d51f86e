package org.meshparity.comparator.envelope;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.meshparity.rules.LabelMatchers;
import org.meshparity.rules.PromqlName;

/**
 * The PromQL by which a server adds up one series name (SEMANTICS 2, "Pushdown"). A bare selector
 * is never used: it can return a sample rendered after the instant, or one five minutes old. All of
 * it is asked at {@link PushdownTimes#guardsAt}, so that several answers can travel as one.
 *
 * @param name the full series name, e.g. {@code istio_request_bytes_bucket}
 * @param matchers which series of that name
 * @param targets which {@code up} series belong to them
 * @param by labels to keep: the identity as the side names it, and {@code le} for buckets
 * @param expiry after which idle time in milliseconds the exporter removes a child; empty if it
 *     never does, or if this name's own stillness says nothing, as a bucket's does not
 */
public record PushdownQueries(
    String name,
    LabelMatchers matchers,
    LabelMatchers targets,
    List<String> by,
    PushdownTimes times,
    OptionalLong expiry) {

  /**
   * A series counts so much less than a fall that both can be told from one sum: no server holds as
   * many series of a name, and multiples of its inverse, a power of two, add up exactly.
   */
  private static final double SERIES = 1 << 26;

  /** The same of fewer series. */
  public PushdownQueries within(LabelMatchers fewer) {
    return fewer.matchers().isEmpty()
        ? this
        : new PushdownQueries(name, matchers.and(fewer), targets, by, times, expiry);
  }

  /** How many series each group has anywhere in so many milliseconds. */
  public String shownWithin(long millis) {
    return "count by (" + labels() + ") (count_over_time(" + range(millis) + "))";
  }

  /** Sum of the last samples before an instant: its lower bounds. */
  public String lower(long x) {
    return sumBy("last_over_time(" + lookAt(times.lowerAt(x)) + ")");
  }

  /** Sum of the first samples after an instant: its upper bounds. */
  public String upper(long x) {
    return sumBy("min_over_time(" + lookAt(times.upperAt(x)) + ")");
  }

  /**
   * Lower bounds at both ends, in one range vector: the end's at {@link PushdownTimes#tick}, the
   * start's a window's length before. A server that finds the series once adds them up twice at
   * little more than once.
   */
  public String lowers() {
    return atTicks("last_over_time", times.lowerAt(times.window().end()));
  }

  /** Upper bounds at both ends, in the same form. */
  public String uppers() {
    return atTicks("min_over_time", times.upperAt(times.window().end()));
  }

  private String atTicks(String function, long endsRead) {
    String moved = range(times.look()) + offset(times.tick() - endsRead);
    return "("
        + sumBy(function + "(" + moved + ")")
        + ")["
        + times.ticksReach()
        + "ms:"
        + times.window().length()
        + "ms]";
  }

  /** How many series there are for each group, in everything that the reads can touch. */
  public String members() {
    return "count by (" + labels() + ") (" + counted() + ")";
  }

  /**
   * The same, and how often any of them fell; {@link #members(double)} and {@link #falls} tell the
   * two apart. A server spends more on finding series than on going through them, so it goes
   * through them once.
   */
  public String membersAndFalls() {
    String one = new BigDecimal(1 / SERIES).toPlainString();
    return sumBy("resets(" + range(times.reach()) + ") + " + one);
  }

  /** How many series an element of {@link #membersAndFalls} stands for. */
  public static double members(double sum) {
    return (sum - falls(sum)) * SERIES;
  }

  /** How often series that an element of {@link #membersAndFalls} stands for fell. */
  public static double falls(double sum) {
    return Math.floor(sum);
  }

  /** Whether there is any series of that name: one element if so. */
  public String anything() {
    return "count(" + counted() + ")";
  }

  /**
   * How many series of each group pass the guards that look at one series and its target. A series
   * passes only on positive evidence for it, so that whatever the server does not know counts
   * against it: a group is told by the sums only if as many pass as there are.
   */
  public String passing() {
    return "count by (" + labels() + ") (" + passes() + ")";
  }

  /**
   * The same of all groups together: one number. If it is the number of members, every series
   * passes, since none of them can count more than once.
   */
  public String allPassing() {
    return "count(" + passes() + ")";
  }

  private String passes() {
    List<String> conditions = new ArrayList<>(List.of(noGap()));
    expiry.ifPresent(after -> conditions.add(noHiddenExpiry(after)));
    return String.join(" and ", conditions);
  }

  /**
   * A sample in every successful scrape of its target, and at least one such scrape in each of the
   * four looks. So it is the same series that all four read; equal counts there alone could be one
   * that died and one that was born.
   */
  private String noGap() {
    Window window = times.window();
    StringBuilder scrapes = new StringBuilder("(" + scrapesIn(range(upSelector(), times.reach())));
    for (long read :
        List.of(
            times.lowerAt(window.start()),
            times.upperAt(window.start()),
            times.lowerAt(window.end()),
            times.upperAt(window.end()))) {
      scrapes
          .append(" and (")
          .append(scrapesIn(range(upSelector(), times.look()) + offset(times.guardsAt() - read)))
          .append(" > 0)");
    }
    return "(" + counted() + onTarget(" == ") + scrapes + "))";
  }

  /** Groups with series that fell, or that some successful scrape of their target lacks. */
  public String restless() {
    String gap = counted() + onTarget(" < ") + scrapesIn(range(upSelector(), times.reach()));
    return "count by ("
        + labels()
        + ") (("
        + gap
        + ") or (resets("
        + range(times.reach())
        + ") > 0))";
  }

  private String upSelector() {
    return "up{" + targets + "}";
  }

  private static String scrapesIn(String range) {
    return "max by (cluster, job, instance) (sum_over_time(" + range + "))";
  }

  private static String onTarget(String comparison) {
    return comparison + "on (cluster, job, instance) group_left () ";
  }

  /**
   * How many series have neither a NaN nor an infinity in everything that the reads can touch: one
   * number. If it is the number of members, none has. A sum that overflows counts against its
   * series. Comparing costs a server less than {@link #isFinite}'s arithmetic, which names each
   * series anew.
   */
  public String finite() {
    return "count((sum_over_time(" + range(times.reach()) + ") < Inf) > -Inf)";
  }

  /**
   * The least of what the first of the four reads shows, of all series: one number. It is the least
   * of everything that any read shows of whatever passes all other guards: such a series has a
   * sample in that look, no NaN, and never falls, so each later read shows as much or more.
   */
  public String least() {
    return "min(last_over_time(" + lookAt(times.lowerAt(times.window().start())) + "))";
  }

  /**
   * How many series of each group have no NaN, no infinity and nothing negative: for where {@link
   * #finite} and {@link #least} do not tell it of all.
   */
  public String sound() {
    return "count by ("
        + labels()
        + ") (("
        + isFinite()
        + ") and (min_over_time("
        + range(times.reach())
        + ") >= 0))";
  }

  private String isFinite() {
    return "sum_over_time(" + range(times.reach()) + ") * 0 == 0";
  }

  /**
   * It changed at least once in every half of the expiry time, so it cannot have expired and come
   * back unseen.
   */
  private String noHiddenExpiry(long after) {
    String grid = "[" + (times.reach() + after / 2) + "ms:" + after / 4 + "ms]";
    return "(sum_over_time((changes("
        + range(after / 2)
        + ") > bool 0)"
        + grid
        + ") == scalar(count_over_time(vector(1)"
        + grid
        + ")))";
  }

  /** Targets on which any series of this name fell. */
  public String restartedTargets() {
    return "(sum by (job, instance) (resets(" + range(times.reach()) + ")) > 0)";
  }

  /** The series of one group, for evidence. */
  public String selectorOf(LabelMatchers group) {
    return selector(matchers.and(group));
  }

  /** What the lower bound of a group with such {@linkplain #selectorOf series} is. */
  public String lowerOf(String series) {
    return "sum(last_over_time(" + range(series, times.look()) + "))";
  }

  /** All that was read of them. */
  public String rawOf(String series) {
    return range(series, times.reach());
  }

  /** What their upper bound is. */
  public String upperOf(String series) {
    return "sum(min_over_time(" + range(series, times.look()) + "))";
  }

  private String counted() {
    return "count_over_time(" + range(times.reach()) + ")";
  }

  private String labels() {
    return by.stream().map(PromqlName::label).collect(Collectors.joining(","));
  }

  private String sumBy(String vector) {
    return "sum by (" + labels() + ") (" + vector + ")";
  }

  private String lookAt(long read) {
    return range(times.look()) + offset(times.guardsAt() - read);
  }

  private String range(long millis) {
    return range(selector(matchers), millis);
  }

  private String selector(LabelMatchers which) {
    return PromqlName.selector(name, which);
  }

  private static String range(String selector, long millis) {
    return selector + "[" + millis + "ms]";
  }

  private static String offset(long millis) {
    return millis == 0 ? "" : " offset " + millis + "ms";
  }
}
