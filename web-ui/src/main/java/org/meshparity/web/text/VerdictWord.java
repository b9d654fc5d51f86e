package org.meshparity.web.text;

import org.meshparity.comparator.verdict.Verdict;

/**
 * A verdict for people: never by colour alone, always with its words and a sign.
 *
 * @param word the contract's
 * @param label in plain words
 * @param css class of its colour, and name of its sign
 * @param meaning one sentence
 */
public record VerdictWord(String word, String label, String css, String meaning) {

  /** A verdict's words. */
  public static VerdictWord of(Verdict verdict) {
    String word = verdict.name();
    return switch (verdict) {
      case PROVED_EQUAL ->
          new VerdictWord(
              word,
              "Proved equal",
              "equal",
              "No truth that fits the samples differs by more than the tolerance.");
      case PROVED_DIFFERENT ->
          new VerdictWord(
              word,
              "Proved different",
              "different",
              "Every truth that fits the samples differs by more than the tolerance; the check"
                  + " says by at least how much.");
      case UNDECIDABLE ->
          new VerdictWord(
              word,
              "Undecidable",
              "undecidable",
              "The samples cannot tell; the check says why, and what would decide it.");
      case MISSING_CANDIDATE ->
          new VerdictWord(
              word,
              "Missing in candidate",
              "missing",
              "Legacy counted this group, and no scrape of the candidate ever showed it while its"
                  + " targets were scraped. A proved difference.");
      case MISSING_LEGACY ->
          new VerdictWord(
              word,
              "Missing in legacy",
              "missing",
              "The candidate counted this group, and no scrape of legacy ever showed it while its"
                  + " targets were scraped. A proved difference.");
      case NOT_COMPARABLE ->
          new VerdictWord(
              word,
              "Not comparable",
              "notcomparable",
              "The two series do not measure the same thing here, as the pack declares.");
      case NO_DATA ->
          new VerdictWord(
              word,
              "No data",
              "nodata",
              "Nothing happened, or nobody looked: both counts are 0, which is evidence of"
                  + " nothing.");
    };
  }
}
