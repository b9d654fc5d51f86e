package org.meshparity.comparator.preflight;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One thing about the set-up that somebody should know: one sentence, one remedy, and the query
 * that shows it.
 *
 * @param side legacy or candidate; null if it is about both together
 * @param metrics the pack's names of the metrics concerned; empty if it is about the whole side
 * @param series the series concerned; empty if it is about the whole side
 * @param sentence without a full stop
 * @param remedy what to do about it
 * @param query shows it; null where no query does
 * @param time when to ask the query, RFC 3339; null without a query
 */
public record PreflightFinding(
    Kind id,
    Level level,
    @Nullable String side,
    List<String> metrics,
    List<String> series,
    String sentence,
    String remedy,
    @Nullable String query,
    @Nullable String time) {

  public PreflightFinding {
    metrics = List.copyOf(metrics);
    series = List.copyOf(series);
    if ((query == null) != (time == null)) {
      throw new IllegalArgumentException(
          "a query needs the time to ask it, and a time a query, were " + query + " and " + time);
    }
  }

  /** How much it matters. */
  public enum Level {
    /** What it is about cannot be decided as things are. */
    BLOCKS,
    /** Something may be wrong, and a person should look. */
    DOUBT,
    /** Good to know. */
    NOTE;

    /** In lower case. */
    @JsonValue
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What was found. */
  public enum Kind {
    /** A question could not be asked, or was not answered. */
    NOT_CHECKED,
    /** No target of the selector has an {@code up} series. */
    NO_TARGET,
    /** The target that would show the series fails to be scraped. */
    TARGET_DOWN,
    /** The series was there, and is not any more. */
    GONE_SINCE,
    /** The series is there, but only with labels that the selector leaves out. */
    SELECTOR_TOO_NARROW,
    /** The name is known, but these targets have never shown it. */
    NEVER_THERE,
    /** The server knows no series of that name at all. */
    NO_SUCH_NAME,
    /** Series are there, but not of the type that the pack declares. */
    OTHER_TYPE,
    /** A histogram lacks its buckets or its sum. */
    PART_MISSING,
    /** What should only rise falls again and again. */
    COUNTER_FALLS,
    /** A bucket's bound is no number. */
    BOUND_NOT_A_NUMBER,
    /** A histogram has no bucket for everything. */
    NO_INF_BUCKET,
    /** The two sides have no bound in common. */
    NO_SHARED_BOUND,
    /** A threshold is no bound of a side. */
    THRESHOLD_WITHOUT_BUCKET,
    /** The pack declares where a bucket really ends that nobody has. */
    EDGE_NOT_SEEN,
    /** Names and the declared factor speak of different units. */
    UNIT_FACTOR,
    /** The two sides' means are a thousand times apart. */
    UNIT_MEAN,
    /** Targets are scraped less often than declared. */
    INTERVAL_LONGER,
    /** Targets are scraped more often than declared. */
    INTERVAL_SHORTER,
    /** Scrapes are missing between others. */
    SCRAPES_MISSING,
    /** The window begins before the server's oldest sample. */
    RETENTION_TOO_SHORT,
    /** The window begins before any of the side's targets was scraped. */
    TARGETS_TOO_YOUNG,
    /** The two servers' clocks differ by more than is allowed for. */
    CLOCKS_DIFFER,
    /** The declared restart signal is not on every target. */
    RESTART_SIGNAL_MISSING,
    /** The pack declares no restart signal. */
    NO_RESTART_SIGNAL,
    /** The source told that its answers are partial. */
    ANSWERED_IN_PART,
    /** Targets have several scrapers at a time, or what these wrote is made into one. */
    SEVERAL_SCRAPERS;

    /** In lower case with dashes; never changes. */
    @JsonValue
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
