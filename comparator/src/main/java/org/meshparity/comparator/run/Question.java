package org.meshparity.comparator.run;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.meshparity.comparator.envelope.PushdownQueries;
import org.meshparity.comparator.envelope.PushdownRows;
import org.meshparity.comparator.envelope.PushdownRows.Reading;
import org.meshparity.comparator.series.Labels;
import org.meshparity.comparator.series.Sums;
import org.meshparity.rules.LabelMatchers;

/** One thing to ask about one series name, and what its answer means. */
record Question(Kind kind, SideRun.Name name, PushdownQueries queries) {

  enum Kind {
    MEMBERS,
    PASSING,
    LOWER_START,
    UPPER_START,
    LOWER_END,
    UPPER_END,
    ON_RESTARTED,
    RESTLESS
  }

  /** All that must be known of a name, its members first. */
  static List<Question> all(SideRun.Name name, PushdownQueries queries) {
    return Stream.of(Kind.values())
        .filter(kind -> kind.compareTo(Kind.ON_RESTARTED) < 0)
        .map(kind -> new Question(kind, name, queries))
        .toList();
  }

  /** As PromQL, about the series that also match. */
  String promql(LabelMatchers within) {
    PushdownQueries some = queries.within(within);
    return switch (kind) {
      case MEMBERS, ON_RESTARTED -> some.members();
      case PASSING -> some.passing();
      case RESTLESS -> some.restless();
      case LOWER_START -> some.lower(some.times().window().start());
      case UPPER_START -> some.upper(some.times().window().start());
      case LOWER_END -> some.lower(some.times().window().end());
      case UPPER_END -> some.upper(some.times().window().end());
    };
  }

  /** Notes a whole answer. */
  void take(Sums sums, PushdownRows into) {
    switch (kind) {
      case MEMBERS -> into.members(name.named(), name.part(), sums);
      case PASSING -> into.passing(name.named(), sums);
      case LOWER_START -> into.add(Reading.LOWER_START, name.named(), name.part(), sums);
      case UPPER_START -> into.add(Reading.UPPER_START, name.named(), name.part(), sums);
      case LOWER_END -> into.add(Reading.LOWER_END, name.named(), name.part(), sums);
      case UPPER_END -> into.add(Reading.UPPER_END, name.named(), name.part(), sums);
      case ON_RESTARTED, RESTLESS -> into.failed(name.named(), sums);
    }
  }

  /** Notes one element of the answer. */
  void take(Labels labels, double value, PushdownRows into) {
    UnaryOperator<String> read = name.named().labels(labels::get);
    switch (kind) {
      case MEMBERS -> into.members(name.named(), name.part(), read, value);
      case PASSING -> into.passing(read, value);
      case LOWER_START -> into.add(Reading.LOWER_START, name.part(), read, value);
      case UPPER_START -> into.add(Reading.UPPER_START, name.part(), read, value);
      case LOWER_END -> into.add(Reading.LOWER_END, name.part(), read, value);
      case UPPER_END -> into.add(Reading.UPPER_END, name.part(), read, value);
      case ON_RESTARTED, RESTLESS -> into.failed(read);
    }
  }
}
