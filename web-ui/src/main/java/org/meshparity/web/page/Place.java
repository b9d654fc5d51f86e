package org.meshparity.web.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Which report a page shows, so that its links stay with it.
 *
 * @param comparison its name
 * @param run id of a certain run; null for whatever run is the latest
 */
record Place(String comparison, @Nullable String run) {

  /** The page of one check. */
  String check(String id) {
    return "/checks/" + encoded(id) + "?" + query();
  }

  /** The page all checks are listed on. */
  String overview() {
    return run == null ? "/?" + query() : "/runs/" + encoded(run);
  }

  /**
   * The list of checks.
   *
   * @param query a filter, encoded
   */
  String checks(String query) {
    return overview() + (run == null ? "&" : "?") + query + "#checks";
  }

  /** The report for programs. */
  String json() {
    return run == null
        ? "/api/v1/report?comparison=" + encoded(comparison)
        : "/api/v1/runs/" + encoded(run) + "/report";
  }

  private String query() {
    return run == null ? "comparison=" + encoded(comparison) : "run=" + encoded(run);
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
