package org.meshparity.comparator.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.source.ClusteredSource;
import org.meshparity.comparator.source.PrometheusOptions;
import org.meshparity.comparator.source.QuerySource;
import org.meshparity.comparator.source.RemoteReads;
import org.meshparity.comparator.source.StampErrors;
import org.meshparity.comparator.source.settings.EnvironmentText;
import org.meshparity.comparator.source.settings.PlainSecrets;
import org.meshparity.comparator.source.settings.Sources;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * How the servers of a check, and of a service's short form, are reached: by options for a simple
 * case, by a file with named sources for any other.
 */
public final class SourceOptions {

  private static final Pattern PASSWORD = Pattern.compile("://[^/?#@]*:[^/?#@]+@");

  @Option(
      names = "--sources",
      paramLabel = "FILE",
      description =
          "Settings with named sources, as of serve --config: --prometheus prod is then the source"
              + " of that name, with its credentials, headers, parameters and TLS.")
  private @Nullable Path sources;

  @Option(
      names = "--scraper",
      paramLabel = "NAME",
      description = "What scrapes the targets: prometheus (default) or vmagent.")
  private @Nullable String scraper;

  @Mixin private AccessOptions access = new AccessOptions();

  @Option(
      names = "--query-timeout",
      paramLabel = "DURATION",
      description = "Longest time for one query (default: 2m).")
  private @Nullable String queryTimeout;

  @Option(
      names = "--max-concurrent",
      paramLabel = "N",
      description = "How many queries a server gets at once at most (default: 2).")
  private @Nullable Integer maxConcurrent;

  @Option(
      names = "--remote-read",
      paramLabel = "WHEN",
      description =
          "When samples are read by Prometheus' remote read, which saves a server most of its work:"
              + " auto (default; of 1000 series and more, if it shows the same as queries), always"
              + " or never.")
  private @Nullable String remoteRead;

  /** For picocli. */
  public SourceOptions() {}

  /**
   * Whether any of the options was given.
   *
   * @throws IllegalArgumentException if one is not understood
   */
  public boolean isGiven() {
    PrometheusOptions none = PrometheusOptions.DEFAULT;
    return sources != null || !options(none, System.getenv()).equals(none);
  }

  /**
   * The source that a value of {@code --prometheus} means.
   *
   * @param option which gave the value
   * @throws IllegalArgumentException if an option, or the file, is not understood
   */
  public QuerySource source(
      String option, String named, PrometheusOptions start, Map<String, String> environment) {
    if (sources == null) {
      PrometheusOptions options = options(start, environment);
      access.refuseMissingFiles();
      String address = EnvironmentText.filled(option, named, environment);
      warnOfSecret(option, named);
      return Arguments.told(option, () -> ClusteredSource.parse(address, options));
    }
    if (!options(start, environment).equals(start)) {
      throw new IllegalArgumentException(
          "--sources says all about the servers; leave out the options about them");
    }
    AccessOptions.refuseMissing("--sources", sources);
    Map<String, QuerySource> known = Sources.read(sources, environment);
    return Arguments.told(
        option,
        () ->
            named.contains("=") ? ClusteredSource.of(members(named, known)) : known(named, known));
  }

  /** Scripts of old give it so; whoever begins anew is told how to keep it to themselves. */
  private static void warnOfSecret(String option, String named) {
    boolean password = PASSWORD.matcher(named).find() && !EnvironmentText.refers(named);
    Optional<String> what =
        password
            ? Optional.of("a password")
            : PlainSecrets.parameter(named).map("a secret, its "::concat);
    what.ifPresent(
        secret ->
            System.err.println(
                option
                    + " holds "
                    + secret
                    + ", and other users of this machine see options; write ${NAME} of"
                    + " an environment variable in its place, in single quotes"));
  }

  private static Map<String, QuerySource> members(String text, Map<String, QuerySource> known) {
    Map<String, QuerySource> members = new LinkedHashMap<>();
    for (String one : text.split(",", -1)) {
      int sign = one.indexOf('=');
      if (sign < 1
          || members.put(one.substring(0, sign), known(one.substring(sign + 1), known)) != null) {
        throw new IllegalArgumentException(
            "several sources must look like eu=prod-eu,us=prod-us, each cluster once");
      }
    }
    return members;
  }

  private static QuerySource known(String name, Map<String, QuerySource> known) {
    QuerySource source = known.get(name);
    if (source == null) {
      throw new IllegalArgumentException(
          "no source \""
              + (name.contains("/") ? "with a URL" : name)
              + "\" in --sources; known are "
              + String.join(", ", known.keySet()));
    }
    return source;
  }

  private PrometheusOptions options(PrometheusOptions start, Map<String, String> environment) {
    PrometheusOptions options = start;
    if (scraper != null) {
      options = options.withStamps(StampErrors.of("--scraper", scraper));
    }
    if (remoteRead != null) {
      options = options.withRemoteReads(RemoteReads.of("--remote-read", remoteRead));
    }
    if (queryTimeout != null) {
      Duration longest = Sources.timeout("--query-timeout", queryTimeout);
      options = options.withCallTimeout(longest).withReadTimeout(longest);
    }
    if (maxConcurrent != null) {
      if (maxConcurrent < 1) {
        throw new IllegalArgumentException(
            "--max-concurrent must be 1 or more, was " + maxConcurrent);
      }
      options = options.withMaxConcurrent(maxConcurrent);
    }
    return access.none() ? options : options.withAccess(access.access(environment));
  }
}
