package org.meshparity.web.page;

import java.util.List;
import org.meshparity.comparator.report.Report;
import org.meshparity.web.text.Numbers;

/** What many checks have in common. */
record CauseCard(
    String id,
    String anchor,
    String title,
    String confidence,
    List<CheckRow.Label> where,
    String groups,
    String share,
    List<String> evidence,
    List<CheckPage.Query> queries,
    String href) {
  static CauseCard of(Report.Cause cause, Place place) {
    return new CauseCard(
        cause.id(),
        cause.id() + "-" + Integer.toHexString(cause.where().hashCode()),
        cause.title(),
        cause.confidence(),
        CheckRow.Label.list(cause.where()),
        cause.groups() == 1 ? "1 group" : Numbers.of(cause.groups()) + " groups",
        Numbers.percent(cause.volumeShare()),
        cause.evidence().stream()
            .filter(line -> cause.queries().isEmpty() || !line.startsWith("query "))
            .toList(),
        cause.queries().stream().map(CheckPage.Query::of).toList(),
        place.checks("verdict=" + CheckFilter.GAPS + "&q=" + Place.encoded(cause.id())));
  }
}
