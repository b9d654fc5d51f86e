package org.meshparity.comparator.cause;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.meshparity.comparator.series.Bounds;

/** One side is short everywhere alike: what the senders could not deliver was never counted. */
final class ReportLoss implements Causes.Detector {

  private final SenderFailures failures;

  ReportLoss(SenderFailures failures) {
    this.failures = failures;
  }

  @Override
  public List<CauseFound> find(List<Group> unexplained, List<Group> all) {
    List<Group> legacyShort =
        unexplained.stream().filter(group -> isShort(group.legacy(), group.candidate())).toList();
    List<Group> candidateShort =
        unexplained.stream().filter(group -> isShort(group.candidate(), group.legacy())).toList();
    if (legacyShort.isEmpty() == candidateShort.isEmpty()) {
      return List
          .of(); // nobody is short, or some groups are on either side, which loss does not do
    }
    boolean legacy = !legacyShort.isEmpty();
    return List.of(cause(legacy ? legacyShort : candidateShort, legacy, unexplained, all));
  }

  private static boolean isShort(Bounds lacking, Bounds other) {
    return lacking.bounded() && lacking.upper() < other.lower() && lacking.upper() > 0;
  }

  private CauseFound cause(
      List<Group> shortGroups, boolean legacy, List<Group> unexplained, List<Group> all) {
    double least = 0;
    double most = 0;
    double whole = 0;
    for (Group group : shortGroups) {
      Bounds lacking = legacy ? group.legacy() : group.candidate();
      Bounds other = legacy ? group.candidate() : group.legacy();
      least += other.lower() - lacking.upper();
      most += other.upper() - lacking.lower();
      whole += other.upper();
    }
    String side = legacy ? "legacy" : "candidate";
    String title =
        String.format(
            Locale.ROOT,
            "%s is short of at least %.1f %% of the requests, in all claims alike",
            side,
            100 * least / whole);
    boolean proved =
        legacy
            && !failures.series().isEmpty()
            && failures.reports().lower() > 0
            && failures.reports().upper() * 4 >= least;
    String evidence =
        proved
            ? "the senders' own "
                + failures.series()
                + " counted "
                + span(failures.reports())
                + " failed reports in the window"
            : String.format(
                Locale.ROOT, "%.0f to %.0f requests are lacking over these groups", least, most);
    Set<Group> own = Conditions.same(shortGroups);
    // Groups that differ in shape only, or in which too little is lacking to prove it alone, have
    // lost reports as well.
    List<Group> affected =
        unexplained.stream()
            .filter(group -> own.contains(group) || fitsLoss(group, legacy))
            .toList();
    Map<String, String> where = Conditions.apart(affected, all);
    return new CauseFound("report-loss", title, proved, where, affected, List.of(evidence));
  }

  private static boolean fitsLoss(Group group, boolean legacy) {
    Bounds lacking = legacy ? group.legacy() : group.candidate();
    Bounds other = legacy ? group.candidate() : group.legacy();
    return lacking.lower() <= other.upper();
  }

  private static String span(Bounds bounds) {
    return bounds.lower() == bounds.upper()
        ? String.format(Locale.ROOT, "%.0f", bounds.lower())
        : String.format(Locale.ROOT, "%.0f to %.0f", bounds.lower(), bounds.upper());
  }
}
