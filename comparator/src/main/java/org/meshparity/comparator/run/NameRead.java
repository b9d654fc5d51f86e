package org.meshparity.comparator.run;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.meshparity.comparator.envelope.PushdownQueries;
import org.meshparity.comparator.envelope.PushdownRows;
import org.meshparity.comparator.run.Question.Kind;
import org.meshparity.comparator.series.Labels;

/**
 * What a server said of one series name, by group and in all. For several threads: answers to
 * several questions may arrive at once.
 */
final class NameRead implements Answers {

  private record Member(Labels labels, double count) {}

  private final SideRun.Name name;
  private final PushdownQueries queries;
  private final PushdownRows rows;
  private List<Member> members = new ArrayList<>();
  private double finite;
  private double least = Double.NaN;
  private boolean fell;

  /**
   * Of one metric's name.
   *
   * @param rows of the metric, which its names fill together
   */
  NameRead(SideRun.Name name, PushdownQueries queries, PushdownRows rows) {
    this.name = name;
    this.queries = queries;
    this.rows = rows;
  }

  Question question(Kind kind) {
    return new Question(kind, name, queries);
  }

  /** All questions of some kinds. */
  Stream<Question> questions(List<Kind> kinds) {
    return kinds.stream().map(this::question);
  }

  @Override
  public void take(Question question, Labels labels, double value) {
    synchronized (rows) {
      switch (question.kind()) {
        case FINITE -> finite += value;
        case LEAST -> least = Double.isNaN(least) ? value : Math.min(least, value);
        case MEMBERS -> {
          members.add(new Member(labels, PushdownQueries.members(value)));
          fell |= PushdownQueries.falls(value) != 0;
          question.take(labels, value, rows);
        }
        default -> question.take(labels, value, rows);
      }
    }
  }

  /** Whether the name has any series. */
  boolean any() {
    return !members.isEmpty();
  }

  /** Whether any of them fell. */
  boolean fell() {
    return fell;
  }

  /**
   * Whether all of them hold nothing but counts, by two numbers for all of them; their groups are
   * then told so. If not, each must be looked at.
   */
  boolean allSound() {
    double all = members.stream().mapToDouble(Member::count).sum();
    boolean sound = finite == all && least >= 0;
    if (sound) {
      members.forEach(one -> rows.sound(name.named().labels(one.labels()::get), one.count()));
    }
    members = List.of();
    return sound;
  }

  SideRun.Name name() {
    return name;
  }
}
