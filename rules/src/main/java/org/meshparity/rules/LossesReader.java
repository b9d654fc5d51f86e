package org.meshparity.rules;

import java.util.List;
import java.util.Set;

/** Reads what the senders of a side's reports count as failed. */
final class LossesReader {

  static final List<String> KEYS = List.of("of", "on", "series", "holds", "metrics", "releases");

  private final Kind<String> metric;

  LossesReader(Set<String> metrics) {
    this.metric = Kind.reference(Kind.ID, metrics, "a metric of the pack");
  }

  Losses read(Section losses) {
    losses.optional("releases", Kind.RELEASES);
    SideName of = losses.required("of", Kind.word(SideName.class), SideName.LEGACY);
    return new Losses(
        of == SideName.LEGACY,
        losses.optional("on", Kind.word(SideName.class)).orElse(of) == SideName.LEGACY,
        losses.requiredList("series", Kind.SERIES),
        losses.required("holds", Kind.COUNT, 1L),
        losses.list("metrics", metric));
  }

  /** One of the two sides. */
  private enum SideName {
    LEGACY,
    CANDIDATE
  }
}
