package org.meshparity.comparator.verdict;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a check claims about one group. */
public enum Claim {
  PRESENCE,
  INCREASE,
  BUCKET,
  THRESHOLD,
  MEAN,
  QUANTILE,
  DISTRIBUTION;

  /** The contract's word, in lower case. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
