package org.meshparity.comparator.preflight;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found out about the set-up of a comparison before anything is compared: whether all that
 * the pack maps is there, and what is wrong where it is not. It changes no verdict.
 *
 * @param queries how many queries it took beside those of the run itself
 * @param series every mapped series on each side, in the pack's order
 * @param findings what blocks first, then doubts, then notes
 */
public record Preflight(int queries, List<Mapped> series, List<PreflightFinding> findings) {

  /** Where nothing is scraped, there is nothing to find out. */
  public static final Preflight NONE = new Preflight(0, List.of(), List.of());

  public Preflight {
    series = List.copyOf(series);
    findings = List.copyOf(findings);
  }

  /** What the findings come to. */
  public Readiness readiness() {
    boolean unasked = false;
    boolean blocked = false;
    for (PreflightFinding finding : findings) {
      boolean blocks = finding.level() == PreflightFinding.Level.BLOCKS;
      blocked |= blocks;
      unasked |= blocks && finding.id() == PreflightFinding.Kind.NOT_CHECKED;
    }
    return unasked ? Readiness.UNAVAILABLE : blocked ? Readiness.BLOCKED : Readiness.READY;
  }

  /** Whether a comparison can be made, and what a process that only asks this returns. */
  public enum Readiness {
    READY(0),
    BLOCKED(3),
    UNAVAILABLE(4);

    private final int exitCode;

    Readiness(int exitCode) {
      this.exitCode = exitCode;
    }

    /** In the sense of the exit codes of {@code check}. */
    public int exitCode() {
      return exitCode;
    }
  }

  /**
   * One mapped series on one side.
   *
   * @param metric the pack's name for it
   * @param side legacy or candidate
   * @param names under which it is looked for; one is enough
   * @param state {@code there}, {@code not-checked}, or the finding that says why it is not there
   * @param count how many series there are of it; null if nobody counted
   */
  public record Mapped(
      String metric, String side, List<String> names, String state, @Nullable Integer count) {

    /** The state of a series that is there. */
    public static final String THERE = "there";

    /** The state of a series that nobody could ask for. */
    public static final String NOT_CHECKED = PreflightFinding.Kind.NOT_CHECKED.word();

    public Mapped {
      names = List.copyOf(names);
    }

    /** Whether any series of it was found. */
    public boolean there() {
      return state.equals(THERE);
    }
  }
}
