package org.meshparity.comparator.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.meshparity.comparator.envelope.PushdownQueries;
import org.meshparity.comparator.envelope.PushdownTimes;
import org.meshparity.comparator.envelope.Window;
import org.meshparity.comparator.series.LabelSets;
import org.meshparity.comparator.series.Labels;
import org.meshparity.comparator.series.Sums;
import org.meshparity.comparator.series.SumsAt;
import org.meshparity.comparator.source.QueryTooLarge;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.rules.LabelMatchers;

/**
 * Puts questions about series names to one side's server, several in one query. What the server
 * finds too large is asked for in smaller parts, whose answers add up. For several threads.
 */
final class PushdownAsking {

  private record Answer(Question question, Labels labels, double value) {}

  private final SideRun side;
  private final Window window;
  private final Queue<LabelSets> idle = new ConcurrentLinkedQueue<>();

  PushdownAsking(SideRun side, Window window) {
    this.side = side;
    this.window = window;
  }

  /** Asks several questions at once, or in as many parts as the server wants. */
  void ask(List<Question> questions, Answers into) throws SourceUnavailable {
    ask(questions, LabelMatchers.ALL, into);
  }

  private void ask(List<Question> questions, LabelMatchers within, Answers into)
      throws SourceUnavailable {
    if (questions.get(0).aboutEnds()) {
      askEnds(questions.get(0), within, into);
      return;
    }
    if (questions.size() == 1) {
      askOne(questions.get(0), within, into);
      return;
    }
    List<Answer> answers = new ArrayList<>();
    List<String> vectors = questions.stream().map(question -> question.promql(within)).toList();
    boolean[] stray = {false};
    try {
      side.query(
          Union.of(vectors),
          questions.get(0).queries().times().guardsAt(),
          (labels, value) -> {
            int index = Union.index(labels, questions.size());
            stray[0] |= index < 0;
            if (index >= 0) {
              answers.add(new Answer(questions.get(index), labels, value));
            }
          });
    } catch (QueryTooLarge tooLarge) {
      askInParts(questions, within, into, tooLarge);
      return;
    }
    if (stray[0]) {
      throw strange();
    }
    answers.forEach(answer -> into.take(answer.question(), answer.labels(), answer.value()));
  }

  /** One question, whose answer may be large. */
  private void askOne(Question question, LabelMatchers within, Answers into)
      throws SourceUnavailable {
    LabelSets sets = borrowed();
    Sums sums = new Sums(sets);
    try {
      side.sums(question.promql(within), question.queries().times().guardsAt(), sums);
    } catch (QueryTooLarge tooLarge) {
      askInParts(List.of(question), within, into, tooLarge);
      return;
    }
    into.takeAll(question, sums);
    idle.add(sets);
  }

  /** Label sets are for one thread at a time, and known best to who read the last answer. */
  private LabelSets borrowed() {
    LabelSets known = idle.poll();
    return known == null ? new LabelSets() : known;
  }

  /** Forgets which label sets answers had: few are expected any more. */
  void forgetSets() {
    idle.clear();
  }

  private void askEnds(Question question, LabelMatchers within, Answers into)
      throws SourceUnavailable {
    PushdownTimes times = question.queries().times();
    LabelSets sets = borrowed();
    long end = times.tick();
    SumsAt both = new SumsAt(sets, end - times.window().length(), end);
    try {
      side.sums(
          question.promql(within), times.guardsAt() - times.ticksReach(), times.guardsAt(), both);
    } catch (QueryTooLarge tooLarge) {
      askInParts(List.of(question), within, into, tooLarge);
      return;
    }
    if (both.stray()) { // not every server evaluates at multiples of a step (VictoriaMetrics)
      ask(List.of(question.reading(true)), within, into);
      ask(List.of(question.reading(false)), within, into);
      return;
    }
    into.takeAll(question.reading(true), both.at(0));
    into.takeAll(question.reading(false), both.at(1));
    idle.add(sets);
  }

  private SourceUnavailable strange() {
    return new SourceUnavailable(
        side.source().name() + " sent numbers that nobody asked for; does it know PromQL?", null);
  }

  private void askInParts(
      List<Question> questions, LabelMatchers within, Answers into, QueryTooLarge tooLarge)
      throws SourceUnavailable {
    int half = questions.size() / 2;
    if (half > 0) {
      ask(questions.subList(0, half), within, into);
      ask(questions.subList(half, questions.size()), within, into);
      return;
    }
    for (LabelMatchers part : smaller(questions.get(0).queries(), within, tooLarge)) {
      ask(questions, part, into);
    }
  }

  /** Smaller parts of what a server found too large. */
  List<LabelMatchers> smaller(PushdownQueries queries, LabelMatchers within, QueryTooLarge tooLarge)
      throws SourceUnavailable {
    LabelMatchers all = queries.matchers().and(within);
    return new Splits(side, window.end())
        .halves(queries.name(), all, tooLarge).stream()
            .map(part -> within.and(part.which()))
            .toList();
  }
}
