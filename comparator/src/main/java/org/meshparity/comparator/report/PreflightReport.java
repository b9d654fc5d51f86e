package org.meshparity.comparator.report;

import java.util.List;
import org.meshparity.comparator.preflight.Preflight;

/**
 * What {@code check --preflight} found out, as other programs read it. It is no report of a
 * comparison: nothing was compared, so it can neither pass nor fail.
 *
 * @param readiness whether a comparison can be made
 * @param exitCode 0 if all is there, 3 if something blocks, 4 if a source could not be read
 * @param reasons sentences for a person: what blocks
 */
public record PreflightReport(
    String schemaVersion,
    String comparison,
    Preflight.Readiness readiness,
    int exitCode,
    List<String> reasons,
    Report.PackInfo pack,
    Report.WindowInfo window,
    Report.Sides sides,
    Preflight preflight) {

  public PreflightReport {
    reasons = List.copyOf(reasons);
  }
}
