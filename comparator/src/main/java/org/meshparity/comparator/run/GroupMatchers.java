package org.meshparity.comparator.run;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.meshparity.comparator.envelope.Identity;
import org.meshparity.rules.LabelMatchers;
import org.meshparity.rules.LabelMatchers.Matcher;
import org.meshparity.rules.LabelMatchers.Op;
import org.meshparity.rules.LabelRule.Reading;
import org.meshparity.rules.LabelStep;

/**
 * Finds a group's series on one side: the label mapping read backwards, so that a query shows the
 * numbers of this group and of no other. Only a label that an expression rewrites cannot be read
 * backwards; it is left out, and the query then shows more than the group.
 */
final class GroupMatchers {

  private final Identity identity;

  GroupMatchers(Identity identity) {
    this.identity = identity;
  }

  /** Matchers for every identity label, also those that the group does not have. */
  LabelMatchers of(Map<String, String> group) {
    List<Matcher> matchers = new ArrayList<>();
    for (String label : identity.labels()) {
      matcher(identity.reading(label), group.getOrDefault(label, "")).ifPresent(matchers::add);
    }
    return new LabelMatchers(matchers);
  }

  private static Optional<Matcher> matcher(Reading reading, String value) {
    Set<String> sources = new TreeSet<>(Set.of(value));
    boolean anyCase = false;
    for (int i = reading.steps().size() - 1; i >= 0; i--) {
      LabelStep step = reading.steps().get(i);
      if (step instanceof LabelStep.Rewrite) {
        return Optional.empty();
      }
      anyCase |= step instanceof LabelStep.LowerCase;
      sources = before(step, sources);
    }
    if (!anyCase && sources.size() == 1) {
      return Optional.of(new Matcher(reading.from(), Op.EQUAL, sources.iterator().next()));
    }
    String any = sources.stream().map(Pattern::quote).collect(Collectors.joining("|"));
    return Optional.of(new Matcher(reading.from(), Op.REGEX, anyCase ? "(?i:" + any + ")" : any));
  }

  /** Every value that a step turns into one of these. */
  private static Set<String> before(LabelStep step, Set<String> after) {
    Set<String> sources = new TreeSet<>();
    for (String value : after) {
      if (step.apply(value).equals(value)) {
        sources.add(value);
      }
      if (step instanceof LabelStep.StripPrefix strip) {
        sources.add(strip.prefix() + value);
      }
      if (step instanceof LabelStep.MapValues map) {
        map.values().forEach((from, to) -> addIf(to.equals(value), from, sources));
      }
    }
    return sources.isEmpty() ? after : sources;
  }

  private static void addIf(boolean wanted, String value, Set<String> into) {
    if (wanted) {
      into.add(value);
    }
  }
}
