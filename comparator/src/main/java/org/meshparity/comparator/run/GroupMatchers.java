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
 * numbers of this group and of no other. A label that an expression rewrites, that is joined from
 * several or that depends on others cannot be read backwards; it is left out, and the query then
 * shows more than the group.
 */
final class GroupMatchers {

  private final Identity identity;

  GroupMatchers(Identity identity) {
    this.identity = identity;
  }

  /** Matchers for every identity label, also those that the group does not have. */
  LabelMatchers of(Map<String, String> group) {
    return of(group, Map.of()).orElseThrow();
  }

  /**
   * The same for series that need not have some labels, because their name says them.
   *
   * @param said by the name, under this side's own label names
   * @return empty if what the name says is said of other groups
   */
  Optional<LabelMatchers> of(Map<String, String> group, Map<String, String> said) {
    return ofSome(identity.labels(), group, said);
  }

  /**
   * The same of groups of which only some labels are known; the others may be anything.
   *
   * @param some labels of the identity, empty where they must be absent
   */
  Optional<LabelMatchers> ofSome(Map<String, String> some, Map<String, String> said) {
    return ofSome(
        identity.labels().stream().filter(some::containsKey).collect(Collectors.toList()),
        some,
        said);
  }

  private Optional<LabelMatchers> ofSome(
      List<String> labels, Map<String, String> group, Map<String, String> said) {
    List<Matcher> matchers = new ArrayList<>();
    for (String label : labels) {
      Reading reading = identity.reading(label);
      String value = group.getOrDefault(label, "");
      String name = said.get(reading.from());
      if (name == null || reading.sources().size() > 1) {
        matcher(reading, value, group).ifPresent(matchers::add);
      } else if (!reading.apply(name).equals(value) && !mayBeSet(reading, value, group)) {
        return Optional.empty();
      }
    }
    return Optional.of(new LabelMatchers(matchers));
  }

  /** Whether the group's series may have a value for what other labels of theirs say. */
  private boolean mayBeSet(Reading reading, String value, Map<String, String> group) {
    return reading.fixed().stream()
        .anyMatch(fixed -> fixed.to().equals(value) && mayHold(fixed.when(), group));
  }

  /** Labels that are read as they are must hold; nothing is known of the others. */
  private boolean mayHold(LabelMatchers when, Map<String, String> group) {
    return when.matchers().stream()
        .allMatch(
            matcher ->
                !readAsItIs(matcher.label())
                    || matcher.matches(group.getOrDefault(matcher.label(), "")));
  }

  private boolean readAsItIs(String label) {
    return identity.labels().contains(label)
        && identity.reading(label).equals(Reading.unchanged(label));
  }

  private Optional<Matcher> matcher(Reading reading, String value, Map<String, String> group) {
    if (reading.sources().size() > 1 || mayBeSet(reading, value, group)) {
      return Optional.empty();
    }
    Set<String> sources = new TreeSet<>(Set.of(value));
    boolean anyCase = false;
    for (int i = reading.steps().size() - 1; i >= 0; i--) {
      LabelStep step = reading.steps().get(i);
      if (!canBeReadBackwards(step)) {
        return Optional.empty();
      }
      anyCase |= step instanceof LabelStep.LowerCase;
      sources = before(step, sources);
    }
    return Optional.of(matcher(reading.from(), sources, anyCase));
  }

  /** Nothing is compiled where it need not be: thousands of groups have matchers of their own. */
  private static Matcher matcher(String label, Set<String> values, boolean anyCase) {
    if (!anyCase) {
      return values.size() == 1
          ? new Matcher(label, Op.EQUAL, values.iterator().next())
          : Matcher.oneOf(label, values);
    }
    String any = values.stream().map(Pattern::quote).collect(Collectors.joining("|"));
    return new Matcher(label, Op.REGEX, "(?i:" + any + ")");
  }

  private static boolean canBeReadBackwards(LabelStep step) {
    boolean openEnded = step instanceof LabelStep.MapValues map && map.otherwise().isPresent();
    return !openEnded
        && !(step instanceof LabelStep.Rewrite)
        && !(step instanceof LabelStep.StripPort);
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
