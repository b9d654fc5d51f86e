package org.meshparity.rules;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.meshparity.rules.KnownDifference.Side;

/** Reads the causes that a pack gives names; one may show in several ways, each of its own. */
final class CauseReader {

  static final List<String> KEYS =
      List.of(
          "id",
          "title",
          "metrics",
          "releases",
          "claims",
          "when",
          "instead-of",
          "side",
          "reference");

  private static final Kind<String> CLAIM =
      Kind.reference(Kind.ID, new LinkedHashSet<>(KnownDifference.CLAIMS), "a claim");

  private final Kind<String> metric;
  private final Kind<LabelMatchers> condition;

  CauseReader(Set<String> metrics, Set<String> identity) {
    this.metric = Kind.reference(Kind.ID, metrics, "a metric of the pack");
    this.condition = Kind.about(identity);
  }

  CauseRule read(Section cause) {
    cause.optional("releases", Kind.RELEASES);
    Optional<LabelMatchers> insteadOf = cause.optional("instead-of", condition);
    cause.faultIf(
        cause.has("instead-of") && cause.has("side"),
        "side",
        "must be left out with instead-of: traffic that moved is more on either side");
    cause.faultIf(
        cause.has("instead-of") && cause.has("claims"),
        "claims",
        "must be left out with instead-of: traffic that moved differs in counts");
    Side side =
        cause.has("instead-of")
            ? Side.EITHER
            : cause.required("side", Kind.word(Side.class), Side.EITHER);
    return new CauseRule(
        cause.required("id", Kind.ID, "unnamed"),
        cause.required("title", Kind.TEXT, "none"),
        cause.list("metrics", metric),
        cause.list("claims", CLAIM),
        cause.required("when", condition, LabelMatchers.ALL),
        insteadOf,
        side,
        cause.required("reference", Kind.TEXT, "none"));
  }
}
