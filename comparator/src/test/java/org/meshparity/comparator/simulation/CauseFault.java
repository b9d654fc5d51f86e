package org.meshparity.comparator.simulation;

/** A fault of a mesh that has a name, and the name. */
enum CauseFault {
  NONE(""),
  REPORTS_LOST("report-loss"),
  REPORTS_LOST_SILENTLY("report-loss"),
  SECONDS_AS_MILLISECONDS("unit-mismatch"),
  CANDIDATE_TWICE("duplicate-emission"),
  LEGACY_TWICE("duplicate-emission"),
  UPPER_CASE("label-drift"),
  WITH_PREFIX("label-drift"),
  WITH_PORT("label-drift"),
  FULL_NAME("label-drift"),
  OTHER_WORD("label-drift"),
  TWO_LABELS("label-drift"),
  LABEL_UNKNOWN("unknown-inflation"),
  CALLER_UNKNOWN("non-mesh-peer"),
  NO_RESPONSE("no-response"),
  PROBES("probe-traffic"),
  HEADERS_IN_SIZES("header-bytes"),
  NOT_MIGRATED("mixed-rollout"),
  NAMESPACE_NOT_MIGRATED("mixed-rollout"),
  WORKLOAD_NOT_SCRAPED("target-missing"),
  PROCESS_NOT_SCRAPED("target-missing"),
  TARGET_FORGOTTEN("target-missing"),
  TARGET_DOWN("target-down"),
  PROCESS_NEVER_ANSWERS("never-scraped"),
  SENDER_NEVER_ANSWERS("never-scraped"),
  IDLE_SERIES_REMOVED("series-expired"),
  SLOW_REQUESTS("saturated-bucket"),
  NAME_MANGLED("mangled-name"),
  LABEL_EXPORTED("exported-labels"),
  ODD_COUNTS("unexplained");

  private final String cause;

  CauseFault(String cause) {
    this.cause = cause;
  }

  /** The name; empty if nothing is wrong. */
  String cause() {
    return cause;
  }

  /** Whether both sides are exposed by the same processes. */
  boolean needsSharedProcesses() {
    return this == PROCESS_NOT_SCRAPED || this == PROCESS_NEVER_ANSWERS;
  }

  /** Whether it is about a target, of which a workload then has two. */
  boolean isOfOneProcess() {
    return needsSharedProcesses() || this == SENDER_NEVER_ANSWERS;
  }
}
