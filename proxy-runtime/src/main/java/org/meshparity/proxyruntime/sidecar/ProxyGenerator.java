package org.meshparity.proxyruntime.sidecar;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meshparity.proxyruntime.IstioRelease;
import org.meshparity.proxyruntime.inproxy.InProxySettings;
import org.meshparity.proxyruntime.inproxy.NodeMetadata;
import org.meshparity.proxyruntime.inproxy.StatsFilterConfig;
import picocli.CommandLine.Option;

/** The options that say how a proxy's own metrics are made. */
final class ProxyGenerator {

  @Option(
      names = "--stats-config",
      paramLabel = "FILE|TEXT",
      description = "Configuration of the stats filter as an EnvoyFilter holds it, JSON or YAML.")
  private @Nullable String statsConfig;

  @Option(
      names = "--extra-stat-tags",
      paramLabel = "LABEL",
      split = ",",
      description =
          "Labels that --stats-config adds, as the annotation sidecar.istio.io/extraStatTags declares"
              + " them; one that is not declared ends up in the metric's name. Several with commas.")
  private List<String> extraStatTags = new ArrayList<>();

  @Option(
      names = "--otlp",
      paramLabel = "URL",
      description =
          "Send the same metrics by OTLP over HTTP, too, such as to http://127.0.0.1:4318/v1/metrics.")
  private @Nullable String otlp;

  InProxySettings settings(NodeMetadata node, IstioRelease release) {
    InProxySettings usual = InProxySettings.of(node, release);
    String written = statsConfig;
    if (written != null) {
      StatsFilterConfig filter = filter(text(written), release);
      usual = usual.withFilters(filter, filter);
    }
    usual = usual.withBootstrap(extraStatTags, false);
    return otlp == null ? usual : usual.withOtlp(receiver(otlp));
  }

  private static StatsFilterConfig filter(String text, IstioRelease release) {
    try {
      return StatsFilterConfig.parse(text, release);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--stats-config: " + e.getMessage(), e);
    }
  }

  /** What looks like a configuration is one; anything else is the name of a file. */
  private static String text(String written) {
    if (written.stripLeading().startsWith("{") || written.contains("\n")) {
      return written;
    }
    try {
      return Files.readString(Path.of(written));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "--stats-config must be a configuration, beginning with {, or name a file: there is none at "
              + Path.of(written).toAbsolutePath().normalize(),
          e);
    }
  }

  private static URI receiver(String text) {
    try {
      URI url = new URI(text);
      boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      if (http && url.getHost() != null) {
        return url;
      }
    } catch (URISyntaxException e) {
      // Told below, as what has no host.
    }
    throw new IllegalArgumentException(
        "--otlp must be a URL with http and a host, such as http://127.0.0.1:4318/v1/metrics, was \""
            + text
            + "\"");
  }
}
