package org.meshparity.rules;

import java.util.List;

/**
 * One migration as data. The engine knows nothing of Istio or of any other system: whatever it has
 * to know about the two generations of a metric stands in a pack.
 *
 * @param name lower case, digits and dashes, e.g. {@code istio-mixer-to-inproxy}
 * @param version of the pack itself, e.g. {@code 1.0.0}
 * @param sha256 digest of the file's bytes, so that a report names exactly what it was judged by
 * @param description one sentence for {@code packs list}; may be empty
 * @param identity labels that tell groups apart, after mapping; all others are summed away
 * @param legacy what holds for every series of the old generation
 * @param candidate what holds for every series of the new generation
 * @param metrics which series corresponds to which
 * @param labels how label values map to one identity
 * @param knownDifferences what differs by design, each with a bound and a reference
 * @param losses what senders count as failed to report
 * @param outcome identity labels that say how an event ended
 * @param causes causes that the pack gives names
 */
public record Pack(
    String name,
    String version,
    String sha256,
    String description,
    List<String> identity,
    SideRules legacy,
    SideRules candidate,
    List<MetricRule> metrics,
    List<LabelRule> labels,
    List<KnownDifference> knownDifferences,
    List<Losses> losses,
    List<String> outcome,
    List<CauseRule> causes) {

  /** One that says nothing of causes. */
  public Pack(
      String name,
      String version,
      String sha256,
      String description,
      List<String> identity,
      SideRules legacy,
      SideRules candidate,
      List<MetricRule> metrics,
      List<LabelRule> labels,
      List<KnownDifference> knownDifferences) {
    this(
        name,
        version,
        sha256,
        description,
        identity,
        legacy,
        candidate,
        metrics,
        labels,
        knownDifferences,
        List.of(),
        List.of(),
        List.of());
  }

  public Pack {
    identity = List.copyOf(identity);
    metrics = List.copyOf(metrics);
    labels = List.copyOf(labels);
    knownDifferences = List.copyOf(knownDifferences);
    losses = List.copyOf(losses);
    outcome = List.copyOf(outcome);
    causes = List.copyOf(causes);
  }
}
