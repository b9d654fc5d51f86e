package org.meshparity.comparator.cause;

import java.util.List;

/**
 * Counts that are not where a pack looks for them: read once more from somewhere else, they can
 * show where what one side lacks has gone.
 *
 * @param id the cause that this is
 * @param title one sentence
 * @param ofLegacy whether they are lacking on the legacy side
 * @param counts what each group counts there
 * @param instead whether a group's own counts are these as well, under another name
 * @param evidence sentences
 * @param queries what shows it
 */
public record Elsewhere(
    String id,
    String title,
    boolean ofLegacy,
    List<Counted> counts,
    List<Counted> instead,
    List<String> evidence,
    List<CauseQuery> queries) {

  public Elsewhere {
    counts = List.copyOf(counts);
    instead = List.copyOf(instead);
    evidence = List.copyOf(evidence);
    queries = List.copyOf(queries);
  }
}
