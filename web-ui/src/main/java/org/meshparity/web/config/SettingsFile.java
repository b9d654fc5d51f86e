package org.meshparity.web.config;

import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.meshparity.comparator.gate.Shares;
import org.meshparity.comparator.run.Mode;
import org.meshparity.comparator.source.PrometheusOptions;
import org.meshparity.comparator.source.PrometheusSource;
import org.meshparity.comparator.source.QuerySource;
import org.meshparity.comparator.source.SampleSource;
import org.meshparity.rules.Durations;
import org.meshparity.rules.LabelMatchers;
import org.meshparity.rules.Pack;
import org.meshparity.rules.Packs;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * The file given with {@code --config}. Unknown keys, impossible values and names that lead nowhere
 * are refused with file and line: a setting that is silently ignored is a comparison that nobody
 * asked for.
 */
public final class SettingsFile {

  private static final Set<String> TOP = Set.of("sources", "comparisons", "packs");
  private static final Set<String> SOURCE = Set.of("url", "url-file", "scraper");
  private static final Set<String> COMPARISON =
      Set.of("name", "pack", "legacy", "candidate", "window", "every", "tolerance", "mode");
  private static final Set<String> SIDE = Set.of("source", "selector", "scrape-interval", "offset");

  private final Mapping top;
  private final Secrets secrets;
  private final Path folder;

  private SettingsFile(Mapping top, Secrets secrets, Path folder) {
    this.top = top;
    this.secrets = secrets;
    this.folder = folder;
  }

  /**
   * Reads the comparisons of a file.
   *
   * @param environment where {@code ${NAME}} is looked up
   * @throws SettingsFault if anything in it is not understood
   */
  public static List<ComparisonPlan> read(Path file, Map<String, String> environment) {
    Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of("."));
    Mapping top = Mapping.of(file.toString(), compose(file), TOP);
    return new SettingsFile(top, new Secrets(environment, folder), folder).plans();
  }

  private static Node compose(Path file) {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw new SettingsFault(file + ": cannot be read: " + e);
    }
    try {
      LoaderOptions options = new LoaderOptions();
      options.setAllowDuplicateKeys(false);
      Node node = new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
      if (node == null) {
        throw new SettingsFault(file + ":1: is empty");
      }
      return node;
    } catch (YAMLException e) {
      throw new SettingsFault(file + ": is no YAML: " + e.getMessage());
    }
  }

  private List<ComparisonPlan> plans() {
    Map<String, QuerySource> sources = sources(top.freeSection("sources"));
    List<ComparisonPlan> plans = new ArrayList<>();
    for (Mapping comparison : top.sections("comparisons", COMPARISON)) {
      plans.add(plan(comparison, sources));
    }
    return plans;
  }

  private Map<String, QuerySource> sources(Mapping named) {
    Map<String, QuerySource> sources = new LinkedHashMap<>();
    for (String name : named.keys()) {
      Mapping source = named.section(name, SOURCE);
      if (!source.text("scraper").orElse("prometheus").equals("prometheus")) {
        throw source.fault("scraper", "scraper must be prometheus");
      }
      PrometheusOptions options = PrometheusOptions.DEFAULT.withName(name);
      sources.put(
          name,
          at(source, "url", () -> PrometheusSource.of(secrets.value(source, "url"), options)));
    }
    return sources;
  }

  private ComparisonPlan plan(Mapping comparison, Map<String, QuerySource> sources) {
    Pack pack = at(comparison, "pack", () -> pack(comparison.required("pack")));
    ComparisonPlan plan =
        at(
            comparison,
            "name",
            () ->
                new ComparisonPlan(
                    comparison.required("name"),
                    pack,
                    side(comparison.section("legacy", SIDE), sources),
                    side(comparison.section("candidate", SIDE), sources),
                    duration(comparison, "window").orElse(ComparisonPlan.WINDOW),
                    duration(comparison, "every").orElse(ComparisonPlan.EVERY),
                    tolerance(comparison)));
    return at(
        comparison,
        "mode",
        () -> plan.in(comparison.text("mode").map(word -> Mode.parse("mode", word))));
  }

  private ComparisonPlan.Side side(Mapping side, Map<String, QuerySource> sources) {
    SampleSource source = NamedSources.find(side, sources);
    Optional<LabelMatchers> selector =
        side.text("selector").map(text -> at(side, "selector", () -> LabelMatchers.parse(text)));
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
    return mapping.text(key).map(text -> at(mapping, key, () -> Durations.positive(key, text)));
  }

  private static BigDecimal tolerance(Mapping mapping) {
    return mapping
        .text("tolerance")
        .map(text -> at(mapping, "tolerance", () -> Shares.parse("tolerance", text)))
        .orElse(ComparisonPlan.TOLERANCE);
  }

  /** What a value's own reader refuses is refused at the value's line. */
  private static <T> T at(Mapping mapping, String key, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (SettingsFault known) {
      throw known;
    } catch (IllegalArgumentException e) {
      throw mapping.fault(key, String.valueOf(e.getMessage()));
    }
  }
}
