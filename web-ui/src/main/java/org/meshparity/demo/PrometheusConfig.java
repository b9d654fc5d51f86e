package org.meshparity.demo;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.meshparity.proxyruntime.mesh.ScrapeTarget;

/**
 * The configuration of the demo's Prometheus: one job for each of the mesh's, with fixed targets.
 * Every text is written as a quoted scalar, so nothing in a label can become YAML.
 */
public final class PrometheusConfig {

  private PrometheusConfig() {}

  /** The configuration file's text. */
  public static String yaml(Collection<ScrapeTarget> targets, Duration interval) {
    StringBuilder yaml = new StringBuilder();
    String every = interval.toMillis() + "ms";
    yaml.append("global:\n");
    yaml.append("  scrape_interval: ").append(every).append('\n');
    yaml.append("  scrape_timeout: ").append(every).append('\n');
    yaml.append("scrape_configs:\n");
    byJob(targets).forEach((job, members) -> appendJob(yaml, job, members));
    return yaml.toString();
  }

  /**
   * A job has one path; should two targets of a job differ in it, they become two jobs' entries.
   */
  private static Map<JobKey, List<ScrapeTarget>> byJob(Collection<ScrapeTarget> targets) {
    return targets.stream()
        .collect(
            Collectors.groupingBy(
                target -> new JobKey(target.job(), target.metricsPath()),
                LinkedHashMap::new,
                Collectors.toList()));
  }

  private static void appendJob(StringBuilder yaml, JobKey job, List<ScrapeTarget> targets) {
    yaml.append("  - job_name: ").append(quoted(job.name())).append('\n');
    yaml.append("    metrics_path: ").append(quoted(job.path())).append('\n');
    yaml.append("    static_configs:\n");
    for (ScrapeTarget target : targets) {
      yaml.append("      - targets: [").append(quoted(target.address())).append("]\n");
      yaml.append("        labels: {").append(labels(target.labels())).append("}\n");
    }
  }

  private static String labels(Map<String, String> labels) {
    return new TreeMap<>(labels)
        .entrySet().stream()
            .map(label -> label.getKey() + ": " + quoted(label.getValue()))
            .collect(Collectors.joining(", "));
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }

  private record JobKey(String name, String path) {}
}
