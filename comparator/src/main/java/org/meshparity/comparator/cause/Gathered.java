package org.meshparity.comparator.cause;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What was read beside the groups of a run to explain them: values only, so that it can be kept and
 * put together from several parts of a run.
 *
 * @param failures what senders say they lost
 * @param elsewhere counts that are where the pack does not look
 * @param troubles targets of which something was not seen
 * @param legacyTargets all label values of the legacy side's targets that answered
 * @param candidateTargets all label values of the candidate side's targets that answered
 * @param notes what could not be looked for, and why
 */
public record Gathered(
    List<SenderFailures> failures,
    List<Elsewhere> elsewhere,
    List<TargetTrouble> troubles,
    Set<String> legacyTargets,
    Set<String> candidateTargets,
    List<String> notes) {

  /** Nothing was read. */
  public static final Gathered NOTHING =
      new Gathered(List.of(), List.of(), List.of(), Set.of(), Set.of(), List.of());

  public Gathered {
    failures = inOrder(failures);
    elsewhere = inOrder(elsewhere);
    troubles = inOrder(TargetTrouble.together(troubles));
    legacyTargets = Collections.unmodifiableSet(new TreeSet<>(legacyTargets));
    candidateTargets = Collections.unmodifiableSet(new TreeSet<>(candidateTargets));
    notes = inOrder(notes);
  }

  /** Each once, the same whichever part of a run read it first. */
  private static <T> List<T> inOrder(List<T> any) {
    return any.stream().distinct().sorted(Comparator.comparing(String::valueOf)).toList();
  }

  /** Together with what another part of the run read; what both read is there once. */
  public Gathered and(Gathered other) {
    Set<String> legacy = new TreeSet<>(legacyTargets);
    legacy.addAll(other.legacyTargets);
    Set<String> candidate = new TreeSet<>(candidateTargets);
    candidate.addAll(other.candidateTargets);
    return new Gathered(
        both(failures, other.failures),
        both(elsewhere, other.elsewhere),
        both(troubles, other.troubles),
        legacy,
        candidate,
        both(notes, other.notes));
  }

  /** The same with other troubles. */
  public Gathered withTroubles(List<TargetTrouble> others) {
    return new Gathered(failures, elsewhere, others, legacyTargets, candidateTargets, notes);
  }

  private static <T> List<T> both(List<T> one, List<T> other) {
    List<T> all = new ArrayList<>(one);
    all.addAll(other);
    return all;
  }
}
