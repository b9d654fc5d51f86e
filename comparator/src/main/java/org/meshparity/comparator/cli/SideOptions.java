package org.meshparity.comparator.cli;

import java.time.Duration;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.run.SideSettings;
import org.meshparity.comparator.source.ClusteredSource;
import org.meshparity.comparator.source.SampleSource;
import org.meshparity.rules.Durations;
import org.meshparity.rules.LabelMatchers;
import org.meshparity.rules.Pack;
import org.meshparity.rules.SideRules;
import picocli.CommandLine.Option;

/** Where both sides of a check are, which targets belong to each, and how they are scraped. */
public final class SideOptions {

  @Option(
      names = "--prometheus",
      paramLabel = "URL",
      description =
          "The server that has both sides, or its name in --sources; several with a cluster each as"
              + " eu=URL,us=URL, whose names become the label cluster.")
  private @Nullable String prometheus;

  @Option(
      names = "--legacy-prometheus",
      paramLabel = "URL",
      description = "The server that has the legacy side.")
  private @Nullable String legacyPrometheus;

  @Option(
      names = "--candidate-prometheus",
      paramLabel = "URL",
      description = "The server that has the candidate side.")
  private @Nullable String candidatePrometheus;

  @Option(
      names = "--legacy-selector",
      paramLabel = "MATCHERS",
      description = "Targets of the legacy side, e.g. job=\"istio-mesh\" (default: the pack's).")
  private @Nullable String legacySelector;

  @Option(
      names = "--candidate-selector",
      paramLabel = "MATCHERS",
      description = "Targets of the candidate side (default: the pack's).")
  private @Nullable String candidateSelector;

  @Option(
      names = "--scrape-interval",
      paramLabel = "DURATION",
      description = "Longest time between two scrapes of a target (default: the pack's).")
  private @Nullable String scrapeInterval;

  @Option(
      names = "--legacy-scrape-interval",
      paramLabel = "DURATION",
      description = "The same, of the legacy side only.")
  private @Nullable String legacyScrapeInterval;

  @Option(
      names = "--candidate-scrape-interval",
      paramLabel = "DURATION",
      description = "The same, of the candidate side only.")
  private @Nullable String candidateScrapeInterval;

  /** Both sides as they are read. */
  record Both(SideSettings legacy, SideSettings candidate) {}

  /** Whether one clock stamps the samples of both. */
  boolean areOnOneServer() {
    return legacyPrometheus == null && candidatePrometheus == null;
  }

  /**
   * As a pack has them, where no option says otherwise.
   *
   * @param sources opens what an option, named first, says by URL or name
   */
  Both of(Pack pack, ModeOptions modes, BiFunction<String, String, SampleSource> sources) {
    SampleSource one = source("--legacy-prometheus", legacyPrometheus, sources);
    SampleSource two =
        areOnOneServer() ? one : source("--candidate-prometheus", candidatePrometheus, sources);
    return new Both(
        new SideSettings(
            one,
            selector(one, pack.legacy(), "--legacy-selector", legacySelector),
            interval(pack.legacy(), "--legacy-scrape-interval", legacyScrapeInterval),
            modes.legacyOffset()),
        new SideSettings(
            two,
            selector(two, pack.candidate(), "--candidate-selector", candidateSelector),
            interval(pack.candidate(), "--candidate-scrape-interval", candidateScrapeInterval),
            modes.candidateOffset()));
  }

  private SampleSource source(
      String option, @Nullable String own, BiFunction<String, String, SampleSource> sources) {
    if (own != null) {
      return sources.apply(option, own);
    }
    if (prometheus == null) {
      throw new IllegalArgumentException(
          "give --prometheus URL, or " + option + " URL for that side");
    }
    return sources.apply("--prometheus", prometheus);
  }

  private Duration interval(SideRules rules, String option, @Nullable String own) {
    Duration declared =
        scrapeInterval == null
            ? rules.scrapeInterval()
            : Durations.positive("--scrape-interval", scrapeInterval);
    return own == null ? declared : Durations.positive(option, own);
  }

  private static LabelMatchers selector(
      SampleSource source, SideRules rules, String option, @Nullable String text) {
    LabelMatchers chosen = text == null ? rules.selector() : selector(option, text);
    ClusteredSource.refuseNamed(source, chosen);
    return chosen;
  }

  /**
   * The label matchers that an option gave.
   *
   * @throws IllegalArgumentException with the option's name, if they are none
   */
  public static LabelMatchers selector(String option, String text) {
    return Arguments.told(option, () -> LabelMatchers.parseTargets(text));
  }
}
