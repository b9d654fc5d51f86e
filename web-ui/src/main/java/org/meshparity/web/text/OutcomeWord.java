package org.meshparity.web.text;

import org.meshparity.comparator.report.Outcome;

/**
 * An outcome for people.
 *
 * @param word the contract's
 * @param label short, in plain words
 * @param css class of its colour, and name of its sign
 * @param meaning one sentence
 */
public record OutcomeWord(String word, String label, String css, String meaning) {

  /** Before there is any. */
  public static final OutcomeWord WAITING =
      new OutcomeWord(
          "WAITING", "First run", "waiting", "The first run has not finished; nothing is known.");

  /** Meshparity itself failed. */
  public static final OutcomeWord FAILED =
      new OutcomeWord(
          "FAILED", "Run failed", "unavailable", "Meshparity itself failed; its log says why.");

  /** An outcome's words. */
  public static OutcomeWord of(Outcome outcome) {
    String word = outcome.name();
    return switch (outcome) {
      case PARITY ->
          new OutcomeWord(
              word,
              "Parity",
              "equal",
              "Traffic was observed, no unexplained difference is proved, and what stays undecided"
                  + " is within the budget.");
      case GAPS ->
          new OutcomeWord(
              word,
              "Gaps",
              "different",
              "At least one difference is proved that nothing explains: the migration is not safe"
                  + " to finish.");
      case UNDECIDED ->
          new OutcomeWord(
              word,
              "Undecided",
              "undecidable",
              "No unexplained difference is proved, but more of the traffic is undecided than the"
                  + " budget allows.");
      case NO_DATA ->
          new OutcomeWord(
              word,
              "No data",
              "nodata",
              "No traffic was observed, or a selector matches nothing. That is evidence of"
                  + " nothing, and no parity.");
      case UNAVAILABLE ->
          new OutcomeWord(
              word,
              "Unavailable",
              "unavailable",
              "A source could not be read well enough, so nothing can be said about this window.");
    };
  }
}
