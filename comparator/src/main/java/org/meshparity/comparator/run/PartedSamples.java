package org.meshparity.comparator.run;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.meshparity.comparator.series.RawSeries;
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

  /** What came before a fault is void, so nothing is handed over before the whole part is there. */
  void read(String series, LabelMatchers which, Consumer<RawSeries> into) throws SourceUnavailable {
    List<RawSeries> found = new ArrayList<>();
    try {
      side.samples(series, which, side.after(), side.until(), found::add);
    } catch (QueryTooLarge tooLarge) {
      if (!(side.source() instanceof QuerySource)) {
        throw tooLarge;
      }
      for (Splits.Part part : splits.halves(series, which, tooLarge)) {
        read(series, which.and(part.which()), into);
      }
      return;
    }
    found.forEach(into);
  }
}
