package org.meshparity.comparator.preflight;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.preflight.PreflightFinding.Kind;
import org.meshparity.comparator.preflight.PreflightFinding.Level;

/** Collects what a preflight finds. */
final class FindingsOf {

  private final List<PreflightFinding> findings = new ArrayList<>();

  void add(PreflightFinding finding) {
    findings.add(finding);
  }

  void addAll(FindingsOf others) {
    findings.addAll(others.findings);
  }

  /** About a whole side. */
  void side(PreflightSide side, Level level, Kind id, String sentence, String remedy) {
    findings.add(
        new PreflightFinding(
            id, level, side.word(), List.of(), List.of(), sentence, remedy, null, null));
  }

  /** About a whole side, with a query to ask at the window's end. */
  void side(PreflightSide side, Level level, Kind id, Said said, String query, long windowEnd) {
    add(side, level, id, List.of(), List.of(), said, query, windowEnd);
  }

  /** About one metric's series. */
  void metric(
      PreflightSide side,
      Level level,
      Kind id,
      MappedPart part,
      String series,
      Said said,
      String query,
      long windowEnd) {
    add(side, level, id, List.of(part.metric().name()), List.of(series), said, query, windowEnd);
  }

  void add(
      PreflightSide side,
      Level level,
      Kind id,
      List<String> metrics,
      List<String> series,
      Said said,
      String query,
      long windowEnd) {
    boolean asks = !query.isEmpty();
    findings.add(
        new PreflightFinding(
            id,
            level,
            side.word(),
            metrics,
            series,
            said.sentence(),
            said.remedy(),
            asks ? query : null,
            asks ? side.time(windowEnd) : null));
  }

  /** About both sides together. */
  void both(Level level, Kind id, @Nullable MappedPart part, Said said) {
    findings.add(
        new PreflightFinding(
            id,
            level,
            null,
            part == null ? List.of() : List.of(part.metric().name()),
            List.of(),
            said.sentence(),
            said.remedy(),
            null,
            null));
  }

  /** What blocks first. */
  List<PreflightFinding> sorted() {
    List<PreflightFinding> sorted = new ArrayList<>(findings);
    sorted.sort(
        Comparator.comparing(PreflightFinding::level)
            .thenComparing(
                finding -> finding.side() == null ? "" : finding.side(), Comparator.reverseOrder())
            .thenComparing(PreflightFinding::id));
    return sorted;
  }

  /** A sentence and a remedy. */
  record Said(String sentence, String remedy) {}
}
