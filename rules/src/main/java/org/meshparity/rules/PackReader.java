package org.meshparity.rules;

import java.util.HashSet;
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
    MetricReader metrics = new MetricReader(legacy, candidate);
    LabelReader labels = new LabelReader(identity);
    pack.requireKey("metrics");
    List<MetricRule> metricRules =
        pack.sections("metrics", MetricReader.KEYS).stream().map(metrics::read).toList();
    Set<String> names = metrics.names();
    DifferenceReader differences = new DifferenceReader(new HashSet<>(names), identity);
    return new Pack(
        pack.required("name", Kind.ID, "unnamed"),
        pack.required("version", Kind.VERSION, "0.0.0"),
        sha256,
        pack.optional("description", Kind.TEXT).orElse(""),
        identity,
        legacy.rules(),
        candidate.rules(),
        metricRules,
        pack.sections("labels", LabelReader.KEYS).stream().flatMap(labels::read).toList(),
        pack.sections("known-differences", DifferenceReader.KEYS).stream()
            .map(differences::read)
            .toList());
  }
}
