package org.meshparity.comparator.verdict;

/** The contract's seven words for what was found out about one claim. */
public enum Verdict {
  /** No truth compatible with the samples differs by more than the tolerance. */
  PROVED_EQUAL,
  /** Every truth compatible with the samples differs by more than the tolerance. */
  PROVED_DIFFERENT,
  /** The samples cannot tell. */
  UNDECIDABLE,
  /** Proved different, and no scrape of the candidate ever showed the group. */
  MISSING_CANDIDATE,
  /** Proved different, and no scrape of the legacy side ever showed the group. */
  MISSING_LEGACY,
  /** The two series do not measure the same thing here, as the pack declares. */
  NOT_COMPARABLE,
  /** Nothing happened, or nobody looked: evidence of nothing. */
  NO_DATA;

  /** Whether it proves a difference. */
  public boolean isGap() {
    return this == PROVED_DIFFERENT || this == MISSING_CANDIDATE || this == MISSING_LEGACY;
  }
}
