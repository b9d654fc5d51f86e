package org.meshparity.comparator.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.envelope.BrokenSamples;
import org.meshparity.comparator.envelope.ExactGroups;
import org.meshparity.comparator.envelope.ExactSample;
import org.meshparity.comparator.envelope.Gains;
import org.meshparity.comparator.envelope.GroupKey;
import org.meshparity.comparator.envelope.Identity;
import org.meshparity.comparator.envelope.RawMetric.Part;
import org.meshparity.comparator.envelope.Restarts;
import org.meshparity.comparator.envelope.Window;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.source.ExpositionSample;
import org.meshparity.comparator.source.ExpositionSource;
import org.meshparity.comparator.source.ExpositionSource.Place;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.comparator.verdict.SideGains;
import org.meshparity.rules.MetricRule;
import org.meshparity.rules.SeriesRules;
import org.meshparity.rules.SideRules;

/**
 * One side that is read from pages, each once. The pack's selector does not apply: whoever names
 * the pages has selected.
 */
final class PageSide implements SideFacts {

  private final String word;
  private final ExpositionSource source;
  private final Identity identity;
  private final @Nullable String signal;
  private final Restarts restarts;
  private final Map<String, ExactGroups> metrics = new LinkedHashMap<>();
  private final Map<String, List<Wanted>> wanted = new HashMap<>();
  private @Nullable String restarted;

  private record Wanted(ExactGroups groups, SideRun.Name name) {
    /** Whether it takes all buckets of a histogram or none. */
    boolean wholeHistograms() {
      return name.from().where().matchers().stream().noneMatch(one -> one.label().equals("le"));
    }
  }

  PageSide(String word, ExpositionSource source, SideRules rules, Identity identity) {
    this.word = word;
    this.source = source;
    this.identity = identity;
    this.signal = rules.restart().map(SideRules.Restart::series).orElse(null);
    this.restarts = new Restarts(rules.restart());
  }

  /** Adds a metric to what will be read. */
  void want(MetricRule metric, SeriesRules series) {
    ExactGroups groups = new ExactGroups(identity, metric.type());
    metrics.put(metric.name(), groups);
    for (SideRun.Name name : SeriesNames.classic(metric, series)) {
      wanted.computeIfAbsent(name.series(), s -> new ArrayList<>()).add(new Wanted(groups, name));
    }
  }

  /** Reads all pages. */
  void read() throws SourceUnavailable {
    Set<String> names = new TreeSet<>(wanted.keySet());
    if (signal != null) {
      names.add(signal);
    }
    source.scan(names, this::accept);
    restarted = restarts.found().orElse(null);
  }

  private void accept(Place place, ExpositionSample sample) {
    String instance = place.instance();
    if (place.before()) {
      restarts.before(instance, place.file(), sample.line(), sample.hash(), sample.value());
    } else if (sample.name().equals(signal)) {
      restarts.signal(instance, place.file(), sample.line(), sample.hash(), sample.value());
    } else {
      restarts.now(instance, place.file(), sample.line(), sample.hash(), sample.value());
    }
    fold(sample, place.before());
  }

  private void fold(ExpositionSample sample, boolean before) {
    for (Wanted one : wanted.getOrDefault(sample.name(), List.of())) {
      if (!one.name().from().where().matches(sample::label)) {
        continue;
      }
      Part part = one.name().part();
      double bound = part == Part.BUCKET ? sample.bound() : Double.NaN;
      boolean same = sample.sharesHistogram() && one.wholeHistograms();
      ExactSample exact = new ExactSample(one.name().named(), part, bound, sample.value());
      if (before) {
        one.groups().before(sample::label, exact, same);
      } else {
        one.groups().now(sample::label, exact, same);
      }
    }
  }

  /** What to say if no page showed anything that the pack names; empty if one did. */
  Optional<String> nothingFound() {
    if (metrics.values().stream().anyMatch(groups -> !groups.keys().isEmpty())) {
      return Optional.empty();
    }
    return Optional.of(
        ("the " + word + " side shows none of the pack's series: there is no ")
            + String.join(", ", new TreeSet<>(wanted.keySet()))
            + (" in " + source.name() + "; are these the right pages?"));
  }

  /** The groups of a metric that any page showed. */
  Set<GroupKey> keys(MetricRule metric) {
    return groups(metric).keys();
  }

  /**
   * What a group gained.
   *
   * @param none what a group that no page showed gained
   */
  SideGains gains(MetricRule metric, GroupKey key, Gains none) {
    if (restarted != null) {
      return SideGains.broken(restarted);
    }
    try {
      Gains gains = groups(metric).gains(key);
      return gains == null ? SideGains.absent(none) : SideGains.of(gains);
    } catch (BrokenSamples e) {
      return SideGains.broken(e.reason());
    }
  }

  private ExactGroups groups(MetricRule metric) {
    return metrics.getOrDefault(metric.name(), new ExactGroups(identity, metric.type()));
  }

  @Override
  public Report.Side described(Window window) {
    return new Report.Side(source.name(), "", 0, null);
  }

  @Override
  public List<String> warnings() {
    return List.of();
  }

  @Override
  public Shown evidence(MetricRule metric, Window window) {
    return Shown.NOTHING;
  }
}
