package org.meshparity.comparator.verdict;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.meshparity.comparator.series.Bounds;
import org.meshparity.comparator.verdict.Finding.Undecidable;
import org.meshparity.comparator.verdict.Finding.Undecidable.Want;

/** Compares quantiles as the intervals that hold them, never as two interpolated numbers. */
final class Quantiles {

  private static final List<BigDecimal> ALL =
      List.of(new BigDecimal("0.5"), new BigDecimal("0.9"), new BigDecimal("0.99"));

  /** One of them, with its name and how a difference is told. */
  private record Quantile(BigDecimal q, String name, Wording wording) {}

  private final CounterRule rule;
  private final String unit;
  private final List<Quantile> all = new ArrayList<>();

  Quantiles(CounterRule rule, String unit) {
    this.rule = rule;
    this.unit = unit;
    for (BigDecimal q : ALL) {
      String name = "p" + q.movePointRight(2).stripTrailingZeros().toPlainString();
      all.add(new Quantile(q, name, Wording.measured(name, unit)));
    }
  }

  List<Judgement> judge(Shape legacy, Shape candidate) {
    List<Judgement> judgements = new ArrayList<>();
    for (Quantile quantile : all) {
      judgements.add(judge(quantile, legacy, candidate));
    }
    return judgements;
  }

  private Judgement judge(Quantile quantile, Shape legacy, Shape candidate) {
    Bounds one = legacy.quantile(quantile.q());
    Bounds two = candidate.quantile(quantile.q());
    Finding finding = rule.compare(one, two, quantile.wording());
    if (finding instanceof Undecidable) {
      finding =
          new Undecidable(
              quantile.name()
                  + " is "
                  + where(one)
                  + " on the legacy side and "
                  + where(two)
                  + " on the candidate side",
              "a bucket bound between",
              Want.RESOLUTION);
    }
    return Judgement.limited(Claim.QUANTILE, quantile.q(), one, two, unit, finding);
  }

  private String where(Bounds quantile) {
    String above = "above " + Numbers.text(quantile.lower());
    return quantile.bounded()
        ? above + " and at most " + Numbers.text(quantile.upper()) + " " + unit
        : above + " " + unit + ", in the +Inf bucket (saturated)";
  }
}
