package org.meshparity.comparator.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.meshparity.comparator.series.RawSeries;
import org.meshparity.comparator.source.AskAgain;
import org.meshparity.comparator.source.QuerySource;
import org.meshparity.comparator.source.QueryTooLarge;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.rules.LabelMatchers;

/** Raw samples over all that a run touches, in as many parts as the server wants. */
final class PartedSamples {

  private final SideRun side;
  private final Splits splits;

  PartedSamples(SideRun side, Splits splits) {
    this.side = side;
    this.splits = splits;
  }

  /** Those of all series at once. */
  List<RawSeries> all(String series, LabelMatchers which) throws SourceUnavailable {
    List<RawSeries> found = new ArrayList<>();
    try {
      side.samples(series, which, side.after(), side.until(), found::add);
    } catch (AskAgain isVoid) {
      return all(series, which);
    } catch (QueryTooLarge tooLarge) {
      found.clear(); // what came before a fault is void
      for (LabelMatchers half : halves(series, which, tooLarge)) {
        found.addAll(all(series, half));
      }
    }
    return found;
  }

  /**
   * Hands over each series when it comes, as there may be many. A server that gives up in the
   * middle of an answer is not asked again, since what was handed over cannot be taken back.
   */
  void read(String series, LabelMatchers which, Consumer<RawSeries> into) throws SourceUnavailable {
    AtomicBoolean begun = new AtomicBoolean();
    Consumer<RawSeries> noting =
        found -> {
          begun.set(true);
          into.accept(found);
        };
    try {
      side.samples(series, which, side.after(), side.until(), noting);
    } catch (QueryTooLarge tooLarge) {
      if (begun.get()) {
        throw tooLarge;
      }
      for (LabelMatchers half : halves(series, which, tooLarge)) {
        read(series, half, into);
      }
    }
  }

  private List<LabelMatchers> halves(String series, LabelMatchers which, QueryTooLarge tooLarge)
      throws SourceUnavailable {
    if (!(side.source() instanceof QuerySource)) {
      throw tooLarge;
    }
    return splits.halves(series, which, tooLarge).stream()
        .map(part -> which.and(part.which()))
        .toList();
  }
}
