package org.meshparity.proxyruntime.mixer.config;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.meshparity.proxyruntime.IstioRelease;
import org.meshparity.proxyruntime.mixer.expression.Slots;

/**
 * What Mixer makes of reports: its rules, the metrics they feed, and the attributes these need.
 *
 * @param rules in the order of their files
 * @param metrics of all handlers, also such as no rule feeds, in the order the page shows them
 * @param slots the attributes that are used
 */
public record MixerConfiguration(List<Rule> rules, List<Metric> metrics, Slots slots) {

  public MixerConfiguration {
    rules = List.copyOf(rules);
    metrics = List.copyOf(metrics);
  }

  /** What Istio installs this release's Mixer with. */
  public static MixerConfiguration of(IstioRelease release) {
    ConfigurationReader reader = new ConfigurationReader();
    reader.addDefaults(DefaultResources.of(release));
    return reader.finish();
  }

  /**
   * What Istio installs this release's Mixer with, and on top of it the resources of some files.
   * One that has the kind, name and namespace of one of Istio's takes its place.
   *
   * @throws ConfigurationRefused with everything that is wrong in the files
   * @throws IOException when a file cannot be read
   */
  public static MixerConfiguration load(IstioRelease release, List<Path> files) throws IOException {
    ConfigurationReader reader = new ConfigurationReader();
    reader.addDefaults(DefaultResources.of(release));
    reader.addFiles(files);
    return reader.finish();
  }

  /**
   * The resources of some files with nothing but Istio's attributes beneath.
   *
   * @throws ConfigurationRefused with everything that is wrong in the files
   * @throws IOException when a file cannot be read
   */
  public static MixerConfiguration loadAlone(List<Path> files) throws IOException {
    ConfigurationReader reader = new ConfigurationReader();
    reader.addDefaults(DefaultResources.attributes());
    reader.addFiles(files);
    return reader.finish();
  }

  /** The same, but idle series go after this time wherever they go at all. */
  public MixerConfiguration withExpiry(Duration idle) {
    Metric.Expiry expiry = Metric.Expiry.after(idle);
    List<Metric> changed = metrics.stream().map(metric -> expiring(metric, expiry)).toList();
    List<Rule> fed =
        rules.stream()
            .map(
                rule ->
                    new Rule(
                        rule.name(),
                        rule.match(),
                        rule.namespace(),
                        rule.metrics().stream().map(metric -> expiring(metric, expiry)).toList()))
            .toList();
    return new MixerConfiguration(fed, changed, slots);
  }

  private static Metric expiring(Metric metric, Metric.Expiry expiry) {
    return metric.expiry().isEmpty() ? metric : metric.withExpiry(expiry);
  }

  /** How often to look for idle series; empty if none ever go. */
  public Optional<Duration> expiryCheck() {
    return metrics.stream()
        .flatMap(metric -> metric.expiry().stream())
        .map(Metric.Expiry::check)
        .min(Duration::compareTo);
  }
}
