package org.meshparity.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;

/** Reads a whole pack and finds every fault in it before it gives up. */
final class PackReader {

  private static final List<String> KEYS =
      List.of(
          "name",
          "version",
          "description",
          "releases",
          "identity",
          "sides",
          "metrics",
          "labels",
          "known-differences",
          "losses",
          "outcome",
          "causes");

  private final Setting setting;

  private PackReader(Setting setting) {
    this.setting = setting;
  }

  /**
   * The pack in a file.
   *
   * @param setting what of it holds
   * @throws PackFaults with everything that is wrong with it
   */
  static Pack read(PackBytes file, Setting setting) {
    Faults faults = new Faults(file.file());
    Node root = PackYaml.compose(file.text(), faults);
    Pack pack = new PackReader(setting).read(Section.of(root, "", faults, KEYS), file.sha256());
    faults.refuse();
    return pack;
  }

  private Pack read(Section pack, String sha256) {
    known(pack);
    List<String> identity = pack.requiredList("identity", Kind.LABEL);
    Section sides = pack.requiredSection("sides", List.of("legacy", "candidate"));
    SideReader legacy = SideReader.of(sides, "legacy");
    SideReader candidate = SideReader.of(sides, "candidate");
    MetricReader reader = new MetricReader(legacy, candidate);
    List<MetricRule> metrics = metrics(pack, reader);
    return new Pack(
        pack.required("name", Kind.ID, "unnamed") + setting.suffix(),
        pack.required("version", Kind.VERSION, "0.0.0"),
        sha256,
        pack.optional("description", Kind.TEXT).orElse(""),
        identity,
        legacy.rules(),
        candidate.rules(),
        metrics,
        labels(pack, new LabelReader(identity)),
        knownDifferences(pack, identity, reader.names()),
        losses(pack, new LossesReader(reader.names())),
        pack.list("outcome", Kind.reference(Kind.LABEL, Set.copyOf(identity), "in identity")),
        causes(pack, new CauseReader(reader.names(), new LinkedHashSet<>(identity))));
  }

  /** A release or an option that the pack says nothing of would change nothing, silently. */
  private void known(Section pack) {
    Optional<Releases> all = pack.optional("releases", Kind.RELEASES);
    setting
        .release()
        .filter(release -> !all.map(known -> known.holds(release)).orElse(false))
        .ifPresent(
            release ->
                pack.fault(
                    "releases",
                    all.map(known -> "are " + known + ", asked for was " + release)
                        .orElse("is missing, asked for was " + release)));
    Set<String> options = new LinkedHashSet<>();
    for (Section difference : pack.quiet().sections("known-differences", DifferenceReader.KEYS)) {
      difference.optional("only-with", Kind.ID).ifPresent(options::add);
    }
    for (String option : setting.options()) {
      pack.faultIf(
          !options.contains(option),
          "known-differences",
          "have none with " + Faults.quote(option) + Suggestion.of(option, options));
    }
  }

  private List<MetricRule> metrics(Section pack, MetricReader reader) {
    pack.requireKey("metrics");
    List<MetricRule> metrics = new ArrayList<>();
    for (Section section : pack.sections("metrics", MetricReader.KEYS)) {
      MetricRule metric = reader.read(section);
      if (setting.holds(section)) {
        metrics.add(metric);
      }
    }
    boolean none = metrics.isEmpty() && !reader.names().isEmpty();
    pack.faultIf(none, "metrics", "must leave one to compare" + setting.suffix());
    return metrics;
  }

  /** What is said of a release stands for what is said in general. */
  private List<LabelRule> labels(Section pack, LabelReader reader) {
    Map<String, LabelRule> general = new LinkedHashMap<>();
    Map<String, LabelRule> special = new LinkedHashMap<>();
    for (Section section : pack.sections("labels", LabelReader.KEYS)) {
      Map<String, LabelRule> rules = section.has("releases") ? special : general;
      boolean holds = setting.holds(section);
      reader.read(section).filter(rule -> holds).forEach(rule -> rules.put(rule.label(), rule));
    }
    general.putAll(special);
    return List.copyOf(general.values());
  }

  private List<KnownDifference> knownDifferences(
      Section pack, List<String> identity, Set<String> names) {
    DifferenceReader reader = new DifferenceReader(names, new LinkedHashSet<>(identity));
    List<KnownDifference> known = new ArrayList<>();
    for (Section section : pack.sections("known-differences", DifferenceReader.KEYS)) {
      KnownDifference difference = reader.read(section);
      if (setting.holds(section)) {
        known.add(difference);
      }
    }
    return known;
  }

  private List<Losses> losses(Section pack, LossesReader reader) {
    List<Losses> losses = new ArrayList<>();
    for (Section section : pack.sectionOrSections("losses", LossesReader.KEYS)) {
      Losses read = reader.read(section);
      if (setting.holds(section)) {
        losses.add(read);
      }
    }
    return losses;
  }

  private List<CauseRule> causes(Section pack, CauseReader reader) {
    List<CauseRule> causes = new ArrayList<>();
    for (Section section : pack.sections("causes", CauseReader.KEYS)) {
      CauseRule cause = reader.read(section);
      if (setting.holds(section)) {
        causes.add(cause);
      }
    }
    return causes;
  }
}
