package org.meshparity.comparator.run;

import java.util.List;
import java.util.function.UnaryOperator;
import org.meshparity.comparator.envelope.PushdownQueries;
import org.meshparity.comparator.envelope.PushdownRows;
import org.meshparity.comparator.envelope.PushdownRows.Reading;
import org.meshparity.comparator.envelope.Window;
import org.meshparity.comparator.series.Labels;
import org.meshparity.comparator.series.Sums;
import org.meshparity.rules.LabelMatchers;

/** One thing to ask about one series name. */
record Question(Kind kind, SideRun.Name name, PushdownQueries queries) {

  enum Kind {
    MEMBERS,
    PASSING,
    ALL_PASSING,
    LOWER_START,
    UPPER_START,
    LOWER_END,
    UPPER_END,
    FINITE,
    LEAST,
    LOWERS,
    UPPERS,
    SOUND,
    ON_RESTARTED,
    RESTLESS
  }

  /** What must be known of every name that has members, in a form that travels with others. */
  static final List<Kind> TOGETHER =
      List.of(
          Kind.PASSING,
          Kind.LOWER_START,
          Kind.UPPER_START,
          Kind.LOWER_END,
          Kind.UPPER_END,
          Kind.FINITE,
          Kind.LEAST);

  /** The same in fewer queries. */
  private static final List<Kind> FEWER =
      List.of(Kind.PASSING, Kind.LOWERS, Kind.UPPERS, Kind.FINITE, Kind.LEAST);

  /**
   * Where more lie between both ends, a server spends more on going through them, for a series that
   * it found once, than on finding it twice.
   */
  private static final long FEW_SCRAPES = 480;

  /**
   * What must be known of a name that is asked about alone. Both ends are one question where that
   * is cheaper, and not on a side that is read earlier, whose server's instants are elsewhere.
   */
  static List<Kind> apart(Window window, long interval, long offset) {
    return window.length() / interval <= FEW_SCRAPES && offset == 0 ? FEWER : TOGETHER;
  }

  /** Whether it is about all groups together: the answer is one number. */
  boolean aboutAll() {
    return kind == Kind.ALL_PASSING || kind == Kind.FINITE || kind == Kind.LEAST;
  }

  /** Whether it is about both ends, answered by a range vector. */
  boolean aboutEnds() {
    return kind == Kind.LOWERS || kind == Kind.UPPERS;
  }

  /** As PromQL, about the series that also match. */
  String promql(LabelMatchers within) {
    PushdownQueries some = queries.within(within);
    return switch (kind) {
      case MEMBERS -> some.membersAndFalls();
      case ON_RESTARTED -> some.members();
      case PASSING -> some.passing();
      case ALL_PASSING -> some.allPassing();
      case FINITE -> some.finite();
      case LEAST -> some.least();
      case SOUND -> some.sound();
      case LOWERS -> some.lowers();
      case UPPERS -> some.uppers();
      case RESTLESS -> some.restless();
      case LOWER_START -> some.lower(some.times().window().start());
      case UPPER_START -> some.upper(some.times().window().start());
      case LOWER_END -> some.lower(some.times().window().end());
      case UPPER_END -> some.upper(some.times().window().end());
    };
  }

  /** Notes one element of an answer that tells of a group. */
  void take(Labels labels, double value, PushdownRows into) {
    UnaryOperator<String> read = name.named().labels(labels::get);
    switch (kind) {
      case MEMBERS -> takeMembers(read, value, into);
      case PASSING -> into.passing(read, value);
      case SOUND -> into.sound(read, value);
      case LOWER_START -> into.add(Reading.LOWER_START, name.part(), read, value);
      case UPPER_START -> into.add(Reading.UPPER_START, name.part(), read, value);
      case LOWER_END -> into.add(Reading.LOWER_END, name.part(), read, value);
      case UPPER_END -> into.add(Reading.UPPER_END, name.part(), read, value);
      case ON_RESTARTED, RESTLESS -> into.failed(read);
      case ALL_PASSING, FINITE, LEAST, LOWERS, UPPERS ->
          throw new IllegalStateException(kind + " tells of no group at one time");
    }
  }

  /** Notes a whole answer that tells of groups. */
  void take(Sums sums, PushdownRows into) {
    switch (kind) {
      case MEMBERS -> into.membersAndFalls(name.named(), name.part(), sums);
      case PASSING -> into.passing(name.named(), sums);
      case SOUND -> into.sound(name.named(), sums);
      case LOWER_START -> into.add(Reading.LOWER_START, name.named(), name.part(), sums);
      case UPPER_START -> into.add(Reading.UPPER_START, name.named(), name.part(), sums);
      case LOWER_END -> into.add(Reading.LOWER_END, name.named(), name.part(), sums);
      case UPPER_END -> into.add(Reading.UPPER_END, name.named(), name.part(), sums);
      case ON_RESTARTED, RESTLESS -> into.failed(name.named(), sums);
      case ALL_PASSING, FINITE, LEAST, LOWERS, UPPERS ->
          throw new IllegalStateException(kind + " tells of no group at one time");
    }
  }

  /** Which of the four readings an element about both ends stands for. */
  Question reading(boolean start) {
    Kind reading =
        kind == Kind.LOWERS
            ? start ? Kind.LOWER_START : Kind.LOWER_END
            : start ? Kind.UPPER_START : Kind.UPPER_END;
    return new Question(reading, name, queries);
  }

  private void takeMembers(UnaryOperator<String> read, double value, PushdownRows into) {
    into.members(name.named(), name.part(), read, PushdownQueries.members(value));
    if (PushdownQueries.falls(value) != 0) {
      into.failed(read);
    }
  }
}
