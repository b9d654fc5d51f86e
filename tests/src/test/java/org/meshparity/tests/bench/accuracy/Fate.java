package org.meshparity.tests.bench.accuracy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What became of a mesh's fault in one run. */
enum Fate {
  /** In this window the sides do not differ by more than the tolerance. */
  NO_DIFFERENCE,
  /** They do, and no gap was proved. */
  NOT_PROVED,
  /** A gap was proved, and most gaps have the right cause. */
  NAMED,
  /** A gap was proved, and none of the named causes explains most of the gaps. */
  UNNAMED,
  /** A gap was proved, and most gaps are said to have another cause. */
  MISNAMED;

  private static final String UNEXPLAINED = "unexplained";

  static Fate of(Fault fault, List<Judged> checks) {
    if (checks.stream().noneMatch(check -> check.judgement().differs())) {
      return NO_DIFFERENCE;
    }
    List<Judged> found = checks.stream().filter(Judged::found).toList();
    if (found.isEmpty()) {
      return NOT_PROVED;
    }
    Map<String, Integer> causes = new HashMap<>();
    found.forEach(check -> causes.merge(cause(check.said()), 1, Integer::sum));
    String most =
        causes.entrySet().stream()
            .max(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry::getKey))
            .map(Map.Entry::getKey)
            .orElse(UNEXPLAINED);
    if (most.equals(fault.kind().cause())) {
      return NAMED;
    }
    return most.equals(UNEXPLAINED) ? UNNAMED : MISNAMED;
  }

  private static String cause(Said said) {
    return said.cause().isEmpty() ? UNEXPLAINED : said.cause();
  }
}
