package org.meshparity.comparator.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.meshparity.comparator.cause.Elsewhere;
import org.meshparity.comparator.cause.Gathered;
import org.meshparity.comparator.cause.Group;
import org.meshparity.comparator.cause.SenderFailures;
import org.meshparity.comparator.cause.Surroundings;
import org.meshparity.comparator.cause.TargetTrouble;
import org.meshparity.comparator.envelope.Window;
import org.meshparity.comparator.source.SourceUnavailable;

/**
 * Gathers what may explain a run's gaps, and only where there are any. A source that does not
 * answer such a question changes no verdict: what could not be looked for is said.
 */
final class CauseFacts implements Judging.Around {

  private final Terms terms;
  private final SideRun legacy;
  private final SideRun candidate;

  CauseFacts(Terms terms, SideRun legacy, SideRun candidate) {
    this.terms = terms;
    this.legacy = legacy;
    this.candidate = candidate;
  }

  @Override
  public Surroundings of(Window window, Map<Group, GroupReading> groups) {
    List<Group> odd = odd(groups.keySet());
    if (odd.isEmpty() || terms.mode() == Mode.UNPAIRED) {
      return Surroundings.of(terms.tolerance(), terms.pack(), Gathered.NOTHING);
    }
    List<String> notes = new ArrayList<>();
    List<SenderFailures> failures = new ArrayList<>();
    List<TargetTrouble> troubles = new ArrayList<>();
    List<Elsewhere> elsewhere = new ArrayList<>();
    Odd of = new Odd(terms.pack(), window, odd);
    attempt(
        notes,
        "failed reports",
        () -> failures.addAll(new SenderCounters(terms.pack(), legacy, candidate).read(window)));
    for (SideRun side : List.of(legacy, candidate)) {
      SideRun other = side == legacy ? candidate : legacy;
      TargetTroubles facts = new TargetTroubles(side, of);
      attempt(notes, "what targets showed", () -> troubles.addAll(facts.troubles()));
      attempt(
          notes, "series that expired", () -> troubles.addAll(new Expired(side, of).troubles()));
      attempt(
          notes,
          "processes without a target",
          () -> elsewhere.addAll(new OtherProcesses(side, other, of).found()));
      attempt(notes, "mangled names", () -> elsewhere.addAll(new MangledNames(side, of).found()));
      attempt(
          notes, "exported labels", () -> elsewhere.addAll(new ExportedLabels(side, of).found()));
    }
    return Surroundings.of(
        terms.tolerance(),
        terms.pack(),
        new Gathered(
            failures,
            elsewhere,
            troubles,
            TargetTroubles.labels(legacy),
            TargetTroubles.labels(candidate),
            notes));
  }

  /** Groups for which causes are looked. */
  static List<Group> odd(Set<Group> groups) {
    return groups.stream().filter(CauseFacts::isOdd).toList();
  }

  /** A gap, or a count that is undecided. */
  private static boolean isOdd(Group group) {
    return group.hasGap() || group.hasOpen();
  }

  /** Something that reads. */
  @FunctionalInterface
  private interface Question {
    void ask() throws SourceUnavailable;
  }

  private static void attempt(List<String> notes, String what, Question question) {
    try {
      question.ask();
    } catch (SourceUnavailable gone) {
      notes.add(what + " could not be looked for: " + gone.getMessage());
    }
  }
}
