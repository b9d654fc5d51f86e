package org.meshparity.comparator.preflight;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.source.SampleSource;
import org.meshparity.rules.LabelMatchers;
import org.meshparity.rules.SideRules.Restart;

/**
 * One side as a preflight looks at it.
 *
 * @param word legacy or candidate
 * @param selector of the side's series
 * @param targets the selector without what only series can satisfy
 * @param interval declared, in milliseconds
 * @param offset how much earlier than the window the side is read, in milliseconds
 * @param restart signal that the pack declares
 * @param facts what {@code up} told
 * @param fault why nothing could be read of it; null if it could
 */
public record PreflightSide(
    String word,
    SampleSource source,
    LabelMatchers selector,
    LabelMatchers targets,
    long interval,
    long offset,
    Optional<Restart> restart,
    TargetFacts facts,
    @Nullable String fault) {

  private static final long LEAST_LOOK_MS = 60_000;
  private static final int LOOK_SCRAPES = 4;

  /** The same, of which nothing could be read. */
  public PreflightSide withFault(String reason) {
    return new PreflightSide(
        word, source, selector, targets, interval, offset, restart, facts, reason);
  }

  /** A moment of the window as the side's server knows it. */
  String time(long windowMs) {
    return Instant.ofEpochMilli(windowMs - offset).toString();
  }

  /** The same for a sentence, in whole seconds. */
  String shownTime(long windowMs) {
    return Instant.ofEpochSecond((windowMs - offset) / 1000).toString();
  }

  /** The declared interval, or the longest that was seen: how far apart samples really are. */
  long intervalSeen() {
    return facts.current(interval).stream()
        .mapToLong(TargetFacts.OneTarget::medianGap)
        .reduce(interval, Math::max);
  }

  /**
   * How long before the window's end a series may have ended and still counts as there, in
   * milliseconds: four scrapes, so that one that fails at the end hides nothing.
   */
  public long look() {
    return Math.max(LEAST_LOOK_MS, LOOK_SCRAPES * intervalSeen());
  }

  boolean legacy() {
    return word.equals("legacy");
  }
}
