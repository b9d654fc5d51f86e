package org.meshparity.comparator.envelope;

import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.meshparity.rules.SeriesPart;

/**
 * Under which name, and as which part of its metric, the pack knows a series. A group that one part
 * shows under two names cannot be told from a copy; two parts are added up.
 *
 * @param name one of the part's names
 */
public record Named(String name, SeriesPart part) {

  /** The series' labels, and those that the part's name stands for. */
  public UnaryOperator<String> labels(UnaryOperator<String> own) {
    if (part.labels().isEmpty()) {
      return own;
    }
    return label -> {
      String meant = part.labels().get(label);
      return meant == null ? own.apply(label) : meant;
    };
  }

  // Written out, since every series is compared by it: a record's own cost more each time.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Named named
        && name.equals(named.name)
        && Objects.equals(part, named.part);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }
}
