package org.meshparity.comparator.run;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.meshparity.comparator.envelope.PushdownQueries;
import org.meshparity.comparator.envelope.PushdownRows;
import org.meshparity.comparator.run.Question.Kind;
import org.meshparity.comparator.series.LabelSets;
import org.meshparity.comparator.series.Labels;
import org.meshparity.comparator.series.Sums;

/**
 * What a server said of one series name, by group and in all. For several threads: answers to
 * several questions may arrive at once.
 */
final class NameRead implements Answers {

  private final SideRun.Name name;
  private final PushdownQueries queries;
  private final PushdownRows rows;
  private final Sums single = new Sums(new LabelSets());
  private List<Sums> members = new ArrayList<>(List.of(single));
  private boolean askedOfAll;
  private double passing;
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
        case ALL_PASSING -> passing += value;
        case FINITE -> finite += value;
        case LEAST -> least = Double.isNaN(least) ? value : Math.min(least, value);
        case MEMBERS -> {
          single.add(labels, value);
          fell |= PushdownQueries.falls(value) != 0;
          question.take(labels, value, rows);
        }
        default -> question.take(labels, value, rows);
      }
    }
  }

  @Override
  public void takeAll(Question question, Sums sums) {
    if (question.aboutAll()) {
      Answers.super.takeAll(question, sums);
      return;
    }
    synchronized (rows) {
      if (question.kind() == Kind.MEMBERS && sums.size() > 0) {
        members.add(sums);
        for (int i = 0; i < sums.size(); i++) {
          fell |= PushdownQueries.falls(sums.value(i)) != 0;
        }
      }
      question.take(sums, rows);
    }
  }

  /** Whether the name has any series. */
  boolean any() {
    return members.stream().anyMatch(some -> some.size() > 0);
  }

  /** Whether any of them fell. */
  boolean fell() {
    return fell;
  }

  /**
   * How to ask who passes, once the members are known: of all together where that may be enough;
   * not where some fell, were born or died in between, or may stand still, since each group must be
   * asked about there all the same.
   *
   * @param atOnce how many there are at most at one time, as far as is known
   */
  Kind passing(double atOnce) {
    askedOfAll = !fell && queries.expiry().isEmpty() && count() <= atOnce;
    return askedOfAll ? Kind.ALL_PASSING : Kind.PASSING;
  }

  /**
   * Whether all of them pass all guards, or have been asked about by group: if as many as there are
   * pass, their groups are told so. If not, each must be looked at.
   */
  boolean allPass() {
    if (!askedOfAll) {
      return true;
    }
    boolean all = passing == count();
    if (all) {
      members.forEach(some -> rows.allPassing(name.named(), some));
    }
    return all;
  }

  /**
   * Whether all of them hold nothing but counts, by two numbers for all of them; their groups are
   * then told so. If not, each must be looked at.
   */
  boolean allSound() {
    boolean sound = finite == count() && least >= 0;
    if (sound) {
      members.forEach(some -> rows.allSound(name.named(), some));
    }
    return sound;
  }

  private double count() {
    double all = 0;
    for (Sums some : members) {
      for (int i = 0; i < some.size(); i++) {
        all += PushdownQueries.members(some.value(i));
      }
    }
    return all;
  }

  /** Nothing more is drawn from how many members each group has. */
  void forgetMembers() {
    members = List.of();
  }

  SideRun.Name name() {
    return name;
  }
}
