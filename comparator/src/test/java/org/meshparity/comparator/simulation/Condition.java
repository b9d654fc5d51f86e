package org.meshparity.comparator.simulation;

/** Conditions of a proof that a world breaks: nothing can be claimed about it. */
public enum Condition {
  /** C5: a process restarted, lost counts, and nothing that is scraped shows it. */
  RESTART_WITHOUT_EVIDENCE,
  /** C6: a process counted and was gone before anybody scraped it. */
  PROCESS_NEVER_SCRAPED,
  /** C6: a series was counted in a process, and no scrape of that process shows it. */
  SERIES_NEVER_SCRAPED
}
