package org.meshparity.comparator.verdict;

import java.math.BigDecimal;

/**
 * How a proved difference is told. Most are never told, so that the sentence is put together only
 * then.
 *
 * @param subject begins the sentence, e.g. {@code candidate counted}
 * @param unit of the amounts compared
 * @param more ends it where the candidate has more
 * @param less ends it where the candidate has less
 * @param place what stands behind that, as its text; empty for nothing
 */
public record Wording(String subject, String unit, String more, String less, Object place) {

  /** Of counts: "candidate counted at least 18 requests less". */
  public static Wording counted(String unit) {
    return new Wording("candidate counted", unit, "more", "less", "");
  }

  /** Of measures: "the candidate's mean is at least 5 milliseconds higher". */
  public static Wording measured(String what, String unit) {
    return new Wording("the candidate's " + what + " is", unit, "higher", "lower", "");
  }

  /** The same, with a place behind: "... 18 requests less below 250". */
  Wording at(Object there) {
    return new Wording(subject, unit, more, less, there);
  }

  String tell(BigDecimal atLeast, Finding.More which) {
    String behind = place.toString();
    return subject
        + " at least "
        + Numbers.text(atLeast)
        + " "
        + unit
        + " "
        + (which == Finding.More.CANDIDATE ? more : less)
        + (behind.isEmpty() ? "" : " " + behind);
  }
}
