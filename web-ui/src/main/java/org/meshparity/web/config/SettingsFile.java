package org.meshparity.web.config;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.meshparity.comparator.gate.Shares;
import org.meshparity.comparator.run.Mode;
import org.meshparity.comparator.run.RunLimits;
import org.meshparity.comparator.source.QuerySource;
import org.meshparity.comparator.source.SampleSource;
import org.meshparity.comparator.source.settings.FaultList;
import org.meshparity.comparator.source.settings.Mapping;
import org.meshparity.comparator.source.settings.SettingsFault;
import org.meshparity.comparator.source.settings.Sources;
import org.meshparity.rules.Durations;
import org.meshparity.rules.LabelMatchers;
import org.meshparity.rules.Pack;
import org.meshparity.rules.Packs;

/**
 * The file given with {@code --config}. Unknown keys, impossible values and names that lead nowhere
 * are refused with file and line: a setting that is silently ignored is a comparison that nobody
 * asked for.
 */
public final class SettingsFile {

  private static final Set<String> TOP = Set.of("sources", "comparisons", "packs");
  private static final Set<String> COMPARISON =
      Set.of(
          "name",
          "pack",
          "legacy",
          "candidate",
          "window",
          "every",
          "tolerance",
          "mode",
          "max-queries",
          "max-samples",
          "samples-per-query");
  private static final Set<String> SIDE = Set.of("source", "selector", "scrape-interval", "offset");

  private final Mapping top;
  private final Path folder;

  private SettingsFile(Mapping top, Path folder) {
    this.top = top;
    this.folder = folder;
  }

  /**
   * Reads the comparisons of a file.
   *
   * @param environment where {@code ${NAME}} is looked up
   * @throws SettingsFault if anything in it is not understood; it tells all that is
   */
  public static List<ComparisonPlan> read(Path file, Map<String, String> environment) {
    Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of("."));
    FaultList faults = new FaultList();
    List<ComparisonPlan> plans = new ArrayList<>();
    faults
        .attempt(() -> Mapping.read(file, TOP))
        .ifPresent(
            top -> {
              Map<String, QuerySource> sources = Sources.read(file, top, environment, faults);
              plans.addAll(new SettingsFile(top, folder).plans(sources, faults));
            });
    faults.refuse();
    return plans;
  }

  private List<ComparisonPlan> plans(Map<String, QuerySource> sources, FaultList faults) {
    List<ComparisonPlan> plans = new ArrayList<>();
    faults
        .attempt(() -> top.sections("comparisons", COMPARISON))
        .ifPresent(
            sections ->
                sections.forEach(
                    section ->
                        faults.attempt(() -> plan(section.get(), sources)).ifPresent(plans::add)));
    return plans;
  }

  private ComparisonPlan plan(Mapping comparison, Map<String, QuerySource> sources) {
    Pack pack = comparison.at("pack", () -> pack(comparison.required("pack")));
    ComparisonPlan plan =
        comparison.at(
            "name",
            () ->
                new ComparisonPlan(
                        comparison.required("name"),
                        pack,
                        side(comparison.section("legacy", SIDE), sources),
                        side(comparison.section("candidate", SIDE), sources),
                        duration(comparison, "window").orElse(ComparisonPlan.WINDOW),
                        duration(comparison, "every").orElse(ComparisonPlan.EVERY),
                        tolerance(comparison))
                    .within(limits(comparison)));
    return comparison.at(
        "mode", () -> plan.in(comparison.text("mode").map(word -> Mode.parse("mode", word))));
  }

  private ComparisonPlan.Side side(Mapping side, Map<String, QuerySource> sources) {
    SampleSource source = NamedSources.find(side, sources);
    Optional<LabelMatchers> selector =
        side.text("selector")
            .map(text -> side.at("selector", () -> LabelMatchers.parseTargets(text)));
    return new ComparisonPlan.Side(
        source,
        selector,
        duration(side, "scrape-interval"),
        duration(side, "offset").orElse(Duration.ZERO));
  }

  /** Its own packs first, each with the release that may stand behind the name. */
  private Pack pack(String wanted) {
    int at = wanted.lastIndexOf('@');
    String name = at < 0 ? wanted : wanted.substring(0, at);
    if (!Packs.builtInNames().contains(name)) {
      Path own = folder.resolve(top.text("packs").orElse("packs")).resolve(name + ".yaml");
      if (Files.exists(own)) {
        return Packs.resolve(own + wanted.substring(name.length()));
      }
    }
    return Packs.resolve(wanted);
  }

  private static Optional<Duration> duration(Mapping mapping, String key) {
    return mapping.text(key).map(text -> mapping.at(key, () -> Durations.positive(key, text)));
  }

  private static RunLimits limits(Mapping comparison) {
    RunLimits most = RunLimits.DEFAULT;
    return new RunLimits(
        amount(comparison, "max-queries").orElse(most.maxQueries()),
        amount(comparison, "max-samples").orElse(most.maxSamples()),
        amount(comparison, "samples-per-query").orElse(most.samplesPerQuery()));
  }

  private static Optional<Long> amount(Mapping mapping, String key) {
    return mapping.text(key).map(text -> mapping.at(key, () -> RunLimits.amount(key, text)));
  }

  private static BigDecimal tolerance(Mapping mapping) {
    return mapping
        .text("tolerance")
        .map(text -> mapping.at("tolerance", () -> Shares.parse("tolerance", text)))
        .orElse(ComparisonPlan.TOLERANCE);
  }
}
