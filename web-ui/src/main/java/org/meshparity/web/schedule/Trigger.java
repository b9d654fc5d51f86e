package org.meshparity.web.schedule;

import java.util.Locale;

/** Why a run took place. */
public enum Trigger {
  /** Its time had come. */
  SCHEDULE,
  /** Somebody did not want to wait. */
  REQUEST,
  /**
   * Somebody asked about a window of their own. It answers only them: a gate that a request could
   * point at a convenient hour would be no gate.
   */
  LOOK;

  /** Whether the run speaks for its comparison, on the overview and at the gate. */
  public boolean standing() {
    return this != LOOK;
  }

  /** The word in JSON and on pages. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
