package org.meshparity.comparator.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.meshparity.comparator.envelope.PushdownQueries;
import org.meshparity.comparator.envelope.PushdownRows;
import org.meshparity.comparator.run.Question.Kind;
import org.meshparity.comparator.series.Labels;
import org.meshparity.comparator.source.QueryTooLarge;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.rules.LabelMatchers;

/** Finds the groups of one side that sums cannot tell for what happened to their targets. */
final class FailingGroups {

  private final SideRun side;
  private final PushdownAsking asking;

  FailingGroups(SideRun side, PushdownAsking asking) {
    this.side = side;
    this.asking = asking;
  }

  /** Makes groups on instances fail that restarted. */
  void fail(Set<String> instances, Map<SideRun.Name, PushdownQueries> ofMetric, PushdownRows into)
      throws SourceUnavailable {
    if (instances.isEmpty() || into.size() == 0) {
      return;
    }
    for (List<String> some : Instances.inParts(instances)) {
      List<Question> questions = new ArrayList<>();
      LabelMatchers these = Instances.matching(some);
      ofMetric.forEach(
          (name, queries) ->
              questions.add(new Question(Kind.ON_RESTARTED, name, queries.within(these))));
      asking.ask(questions, (question, labels, value) -> question.take(labels, value, into));
    }
  }

  /**
   * Makes groups fail that a target shows which answered no scrape that the reads can touch: none
   * of its series is among the members, and what they counted meanwhile is only in later samples.
   */
  void failSilent(
      List<String> silent, Map<SideRun.Name, PushdownQueries> ofMetric, PushdownRows into)
      throws SourceUnavailable {
    for (List<String> some : Instances.inParts(silent)) {
      LabelMatchers these = Instances.matching(some);
      for (Map.Entry<SideRun.Name, PushdownQueries> one : ofMetric.entrySet()) {
        failShown(one.getKey(), one.getValue().within(these), LabelMatchers.ALL, into);
      }
    }
  }

  private void failShown(
      SideRun.Name name, PushdownQueries silent, LabelMatchers within, PushdownRows into)
      throws SourceUnavailable {
    String shown = silent.within(within).shownWithin(side.until() - side.after());
    List<Labels> found = new ArrayList<>();
    try {
      side.query(shown, side.until(), (labels, n) -> found.add(labels));
    } catch (QueryTooLarge tooLarge) {
      for (LabelMatchers smaller : asking.smaller(silent, within, tooLarge)) {
        failShown(name, silent, smaller, into);
      }
      return;
    }
    found.forEach(labels -> into.failed(name.named().labels(labels::get)));
  }
}
