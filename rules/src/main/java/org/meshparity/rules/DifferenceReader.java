package org.meshparity.rules;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.meshparity.rules.KnownDifference.Side;

/**
 * Reads what differs by design. Every key but those that narrow it is required: an open end would
 * explain everything.
 */
final class DifferenceReader {

  static final List<String> KEYS =
      List.of(
          "id",
          "cause",
          "metrics",
          "releases",
          "only-with",
          "claims",
          "when",
          "side",
          "up-to",
          "or-up-to",
          "reference");

  private static final Kind<String> CLAIM =
      Kind.reference(Kind.ID, new LinkedHashSet<>(KnownDifference.CLAIMS), "a claim");

  private static final Set<String> VALUES = Set.of("mean", "quantile");

  private final Set<String> ids = new HashSet<>();
  private final Kind<String> metric;
  private final Kind<LabelMatchers> condition;

  DifferenceReader(Set<String> metrics, Set<String> identity) {
    this.metric = Kind.reference(Kind.ID, metrics, "a metric of the pack");
    this.condition = Kind.about(identity);
  }

  KnownDifference read(Section difference) {
    difference.optional("releases", Kind.RELEASES);
    difference.optional("only-with", Kind.ID);
    BigDecimal upTo = difference.required("up-to", Kind.PERCENT, BigDecimal.ONE);
    List<String> claims = difference.list("claims", CLAIM);
    boolean counts = claims.isEmpty() || claims.contains("presence") || claims.contains("increase");
    difference.faultIf(
        counts && upTo.compareTo(BigDecimal.TEN) > 0,
        "up-to",
        "must be at most 1000%: beyond, it explains everything");
    BigDecimal orUpTo = difference.optional("or-up-to", Kind.POSITIVE).orElse(BigDecimal.ZERO);
    difference.faultIf(
        orUpTo.signum() > 0 && (claims.isEmpty() || !VALUES.containsAll(claims)),
        "or-up-to",
        "is for claims about values only: mean, quantile");
    return new KnownDifference(
        difference.required("id", Kind.unique(Kind.ID, ids), "unnamed"),
        difference.required("cause", Kind.ID, "unnamed"),
        difference.requiredList("metrics", metric),
        difference.required("when", condition, LabelMatchers.ALL),
        difference.required("side", Kind.word(Side.class), Side.EITHER),
        upTo,
        orUpTo,
        claims,
        difference.required("reference", Kind.TEXT, "none"));
  }
}
