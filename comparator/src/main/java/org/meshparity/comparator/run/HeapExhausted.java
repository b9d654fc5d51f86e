package org.meshparity.comparator.run;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A run needs more memory than this process has. Nothing is wrong with what it compares, and
 * nothing is known about it: it says what was too large, for what, and what would help.
 */
public final class HeapExhausted extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final double MEGABYTE = 1 << 20;

  /** What the groups of a series take, at most; a run of many processes each needs much less. */
  private static final double BYTES_OF_SERIES = 400;

  private static final long STEP_MB = 256;

  /**
   * With a whole sentence.
   *
   * @param cause what showed it; null if the run was stopped before anything failed
   */
  public HeapExhausted(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * A run that did not fit.
   *
   * @param series of both sides; 0 while they have not been counted
   * @param sign what showed it, as a clause
   */
  static HeapExhausted ofRun(
      String comparison, long series, String sign, @Nullable Throwable cause) {
    String what =
        series == 0 ? "" : String.format(Locale.ROOT, " with %,d series on both sides", series);
    return new HeapExhausted(
        "out of memory: comparison "
            + comparison
            + what
            + " does not fit into "
            + heap()
            + ": "
            + sign
            + "; "
            + remedy(series)
            + ", or compare less at once: narrower selectors, fewer metrics, or check --shard",
        cause);
  }

  /** Whether half of the heap has room for the groups of so many series, at their largest. */
  static boolean fits(long series) {
    return 2 * series * BYTES_OF_SERIES < Runtime.getRuntime().maxMemory();
  }

  /**
   * Of an answer that took all memory, though what had been counted needs little.
   *
   * @param series of both sides; 0 while they have not been counted
   */
  static String byAnswer(String question, long series) {
    return question
        + " sent an answer that took all of "
        + heap()
        + (series == 0
            ? ""
            : String.format(Locale.ROOT, ", though only %,d series had been counted", series))
        + "; something sends without end: see what is between here and the server. If it really has"
        + " so much, "
        + remedy(series);
  }

  /** Whether something failed for want of memory for objects, rather than of threads, say. */
  public static boolean isReasonOf(@Nullable Throwable failure) {
    for (Throwable one = failure; one != null; one = one.getCause()) {
      String message = String.valueOf(one.getMessage());
      if (one instanceof OutOfMemoryError
          && (message.contains("heap") || message.contains("GC overhead"))) {
        return true;
      }
    }
    return false;
  }

  /** What to tell of such a failure where nothing is known but that. */
  public static String sentence() {
    return "out of memory: the work does not fit into " + heap() + "; " + remedy(0);
  }

  private static String heap() {
    return megabytes() + " MB, all that Java may use for objects";
  }

  private static long megabytes() {
    return Math.round(Runtime.getRuntime().maxMemory() / MEGABYTE);
  }

  private static String remedy(long series) {
    return "give Java more, e.g. JAVA_TOOL_OPTIONS=-Xmx"
        + suggested(megabytes(), series)
        + "m (in a container raise its memory limit too)";
  }

  /** So many megabytes may do; at least twice what did not. */
  static long suggested(long megabytes, long series) {
    double most = Math.max(2.0 * megabytes, series * BYTES_OF_SERIES / MEGABYTE);
    return (long) Math.ceil(most / STEP_MB) * STEP_MB;
  }
}
