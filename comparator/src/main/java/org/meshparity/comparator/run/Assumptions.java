package org.meshparity.comparator.run;

import java.util.ArrayList;
import java.util.List;

/** What a proof rests on and nothing that is read can show (SEMANTICS 1, C1 to C6). */
final class Assumptions {

  private Assumptions() {}

  static List<String> of(ComparisonSettings settings) {
    List<String> assumptions = new ArrayList<>(ofMode(settings));
    readEarlier("legacy", settings.legacy(), assumptions);
    readEarlier("candidate", settings.candidate(), assumptions);
    assumptions.add("one scraper per series, without deduplication or downsampling");
    assumptions.add("stamps are as " + settings.legacy().source().name() + " declares them");
    assumptions.add("every event is visible within the lag that the pack declares");
    assumptions.add(
        settings.clockError().isZero()
            ? "both sides are stamped by one clock"
            : "the two sides' clocks differ by at most "
                + settings.clockError().toMillis()
                + " ms");
    if (settings.pack().legacy().restart().isEmpty()
        || settings.pack().candidate().restart().isEmpty()) {
      assumptions.add(
          "a restart of a process without a start signal lets one of its series fall or vanish");
    }
    assumptions.add(
        "every process is a target and lives long enough to be scraped with all that it counts");
    return assumptions;
  }

  /** Times in a report are the window's; whoever compares them with a graph must know. */
  private static void readEarlier(String word, SideSettings side, List<String> into) {
    if (!side.offset().isZero()) {
      into.add(
          "the "
              + word
              + " side was read "
              + side.offset().toSeconds()
              + " s earlier than the window's times say, when it stood for the same kind of load");
    }
  }

  private static List<String> ofMode(ComparisonSettings settings) {
    return switch (settings.mode()) {
      case PAIRED -> List.of();
      case UNPAIRED ->
          List.of(
              "statistics, not proof: each side observed requests of its own, and in 1 % of runs"
                  + " of two equal populations or fewer some check may claim a difference",
              "load and latencies swing faster than the window is long; slower changes, like those"
                  + " of a day, look like a difference of the sides",
              "how many requests there were is not compared: that all are counted, each once, only"
                  + " a paired comparison can show");
      case DRAINED ->
          List.of(
              "the load had stopped at the window's end, and nothing was counted later than the"
                  + " lag that the pack declares");
    };
  }

  static List<String> ofPages(PageSettings settings) {
    List<String> assumptions = new ArrayList<>();
    assumptions.add("the load had stopped, and everything was flushed, when pages were fetched");
    assumptions.add("both sides counted the same requests since their start or their page before");
    assumptions.add("the pages of a side are those of all its processes, each once");
    if (settings.pack().legacy().expiry().isPresent()
        || settings.pack().candidate().expiry().isPresent()) {
      assumptions.add("no series expired in that time that the pages do not show to be gone");
    }
    return assumptions;
  }
}
