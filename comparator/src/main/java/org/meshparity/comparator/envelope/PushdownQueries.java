package org.meshparity.comparator.envelope;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.meshparity.rules.LabelMatchers;
import org.meshparity.rules.PromqlName;

/**
 * The PromQL by which a server adds up one series name (SEMANTICS 2, "Pushdown"). A bare selector
 * is never used: it can return a sample rendered after the instant, or one five minutes old.
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
   * Sum of the last samples in the look-back: lower bounds, when asked at {@link
   * PushdownTimes#lowerAt}.
   */
  public String lower() {
    return sumBy("last_over_time(" + range(times.look()) + ")");
  }

  /**
   * Sum of the first samples in the look-back: upper bounds, when asked at {@link
   * PushdownTimes#upperAt}.
   */
  public String upper() {
    return sumBy("min_over_time(" + range(times.look()) + ")");
  }

  /** How many series there are for each group, in everything that the reads can touch. */
  public String members() {
    return "count by (" + labels() + ") (count_over_time(" + range(times.reach()) + "))";
  }

  /**
   * How many series of each group do not pass the guards. A series passes only on positive evidence
   * for each of them, so that whatever the server does not know counts against it. Asked at {@link
   * PushdownTimes#guardsAt}.
   */
  public String failing() {
    List<String> conditions = new ArrayList<>(presentInAllReads());
    conditions.add(noGap());
    conditions.add(onlyCounts());
    expiry.ifPresent(after -> conditions.add(noHiddenExpiry(after)));
    return "count by ("
        + labels()
        + ") (count_over_time("
        + range(times.reach())
        + ") unless ("
        + String.join(" and ", conditions)
        + "))";
  }

  /**
   * The same series in all four reads: equal counts could be one that died and one that was born.
   */
  private List<String> presentInAllReads() {
    Window window = times.window();
    long last = times.guardsAt();
    return List.of(
        "last_over_time("
            + range(times.look())
            + offset(last - times.lowerAt(window.start()))
            + ")",
        "min_over_time(" + range(times.look()) + offset(last - times.upperAt(window.start())) + ")",
        "last_over_time(" + range(times.look()) + offset(last - times.lowerAt(window.end())) + ")",
        "min_over_time(" + range(times.look()) + ")");
  }

  /** A sample in every successful scrape of its target. */
  private String noGap() {
    return "(count_over_time("
        + range(times.reach())
        + ") == on (cluster, job, instance) group_left () max by (cluster, job, instance)"
        + " (sum_over_time(up{"
        + targets
        + "}["
        + times.reach()
        + "ms])))";
  }

  /** No NaN, no infinity, nothing negative. */
  private String onlyCounts() {
    return "(sum_over_time("
        + range(times.reach())
        + ") * 0 == 0) and (min_over_time("
        + range(times.reach())
        + ") >= 0)";
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

  /** Targets on which any series of this name fell: asked at {@link PushdownTimes#guardsAt}. */
  public String restartedTargets() {
    return "sum by (job, instance) (resets(" + range(times.reach()) + ")) > 0";
  }

  /** Groups that have a series on any of these instances. */
  public String onInstances(LabelMatchers instances) {
    return "count by ("
        + labels()
        + ") (count_over_time("
        + range(matchers.and(instances), times.reach())
        + "))";
  }

  /** What one group's lower bound is, for evidence. */
  public String lowerOf(LabelMatchers group) {
    return "sum(last_over_time(" + range(matchers.and(group), times.look()) + "))";
  }

  /** All that was read of one group, for evidence. */
  public String raw(LabelMatchers group) {
    return range(matchers.and(group), times.reach());
  }

  /** What one group's upper bound is, for evidence. */
  public String upperOf(LabelMatchers group) {
    return "sum(min_over_time(" + range(matchers.and(group), times.look()) + "))";
  }

  private String labels() {
    return by.stream().map(PromqlName::label).collect(Collectors.joining(","));
  }

  private String sumBy(String vector) {
    return "sum by (" + labels() + ") (" + vector + ")";
  }

  private String range(long millis) {
    return range(matchers, millis);
  }

  private String range(LabelMatchers which, long millis) {
    return PromqlName.selector(name, which) + "[" + millis + "ms]";
  }

  private static String offset(long millis) {
    return " offset " + millis + "ms";
  }
}
