package org.meshparity.rules;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;

/** Reads a whole pack and finds every fault in it before it gives up. */
final class PackReader {

  private static final List<String> KEYS =
      List.of(
          "name",
          "version",
          "description",
          "identity",
          "sides",
          "metrics",
          "labels",
          "known-differences");

  private PackReader() {}

  /**
   * The pack in a file.
   *
   * @throws PackFaults with everything that is wrong with it
   */
  static Pack read(PackBytes file) {
    Faults faults = new Faults(file.file());
    Node root = PackYaml.compose(file.text(), faults);
    Pack pack = read(Section.of(root, "", faults, KEYS), file.sha256());
    faults.refuse();
    return pack;
  }

  private static Pack read(Section pack, String sha256) {
    List<String> identity = pack.requiredList("identity", Kind.LABEL);
    Section sides = pack.requiredSection("sides", List.of("legacy", "candidate"));
    SideReader legacy = SideReader.of(sides, "legacy");
    SideReader candidate = SideReader.of(sides, "candidate");
    List<MetricRule> metrics = metrics(pack, new MetricReader(legacy, candidate));
    return new Pack(
        pack.required("name", Kind.ID, "unnamed"),
        pack.required("version", Kind.VERSION, "0.0.0"),
        sha256,
        pack.optional("description", Kind.TEXT).orElse(""),
        identity,
        legacy.rules(),
        candidate.rules(),
        metrics,
        labels(pack, new LabelReader(identity)),
        knownDifferences(pack, identity, metrics));
  }

  private static List<MetricRule> metrics(Section pack, MetricReader reader) {
    pack.requireKey("metrics");
    return pack.sections("metrics", MetricReader.KEYS).stream().map(reader::read).toList();
  }

  private static List<LabelRule> labels(Section pack, LabelReader reader) {
    return pack.sections("labels", LabelReader.KEYS).stream().flatMap(reader::read).toList();
  }

  private static List<KnownDifference> knownDifferences(
      Section pack, List<String> identity, List<MetricRule> metrics) {
    Set<String> names = new LinkedHashSet<>();
    metrics.forEach(metric -> names.add(metric.name()));
    DifferenceReader reader = new DifferenceReader(names, new LinkedHashSet<>(identity));
    return pack.sections("known-differences", DifferenceReader.KEYS).stream()
        .map(reader::read)
        .toList();
  }
}
