package org.meshparity.comparator.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.source.ClusteredSource;
import org.meshparity.comparator.source.PrometheusOptions;
import org.meshparity.comparator.source.QuerySource;
import org.meshparity.comparator.source.StampErrors;
import org.meshparity.comparator.source.access.Access;
import org.meshparity.comparator.source.access.Compression;
import org.meshparity.comparator.source.access.Credential;
import org.meshparity.comparator.source.access.Secret;
import org.meshparity.comparator.source.access.Tls;
import org.meshparity.comparator.source.settings.EnvironmentText;
import org.meshparity.comparator.source.settings.Sources;
import org.meshparity.rules.Durations;
import picocli.CommandLine.Option;

/**
 * How the servers of a check, and of a service's short form, are reached: by options for a simple
 * case, by a file with named sources for any other. No option takes a secret itself, as other users
 * of a machine see them.
 */
public final class SourceOptions {

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

  @Option(
      names = "--bearer-token-file",
      paramLabel = "FILE",
      description = "Holds the token that every server gets; read anew for each query.")
  private @Nullable Path bearerTokenFile;

  @Option(
      names = "--basic-user",
      paramLabel = "NAME",
      description = "User of basic authentication.")
  private @Nullable String basicUser;

  @Option(
      names = "--basic-password-file",
      paramLabel = "FILE",
      description = "Holds that user's password.")
  private @Nullable Path basicPasswordFile;

  @Option(
      names = "--header",
      paramLabel = "'NAME: VALUE'",
      description =
          "Sent with every query, e.g. 'X-Scope-OrgID: mesh' (repeatable); $${NAME} in it is taken"
              + " from the environment.")
  private List<String> headers = new ArrayList<>();

  @Option(
      names = "--query-parameter",
      paramLabel = "NAME=VALUE",
      description = "Added to every query's URL, e.g. dedup=false (repeatable).")
  private List<String> parameters = new ArrayList<>();

  @Option(
      names = "--ca-file",
      paramLabel = "FILE",
      description = "PEM certificates to trust instead of the machine's.")
  private @Nullable Path caFile;

  @Option(
      names = "--cert-file",
      paramLabel = "FILE",
      description = "PEM certificate of this client; with --key-file.")
  private @Nullable Path certFile;

  @Option(names = "--key-file", paramLabel = "FILE", description = "Its private key, PEM.")
  private @Nullable Path keyFile;

  @Option(
      names = "--query-timeout",
      paramLabel = "DURATION",
      description = "Longest time for one query (default: 2m).")
  private @Nullable String queryTimeout;

  @Option(
      names = "--max-concurrent",
      paramLabel = "N",
      description = "How many queries a server gets at once (default: 2).")
  private @Nullable Integer maxConcurrent;

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
   * @throws IllegalArgumentException if an option, or the file, is not understood
   */
  public QuerySource source(
      String named, PrometheusOptions start, Map<String, String> environment) {
    if (sources == null) {
      return ClusteredSource.parse(named, options(start, environment));
    }
    if (!options(start, environment).equals(start)) {
      throw new IllegalArgumentException(
          "--sources says all about the servers; leave out the options about them");
    }
    Map<String, QuerySource> known = Sources.read(sources, environment);
    if (named.contains("=")) {
      return ClusteredSource.of(members(named, known));
    }
    return known(named, known);
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
      options = options.withStamps(StampErrors.of(scraper));
    }
    if (queryTimeout != null) {
      Duration longest = Durations.positive("--query-timeout", queryTimeout);
      options = options.withCallTimeout(longest).withReadTimeout(longest);
    }
    if (maxConcurrent != null) {
      options = options.withMaxConcurrent(maxConcurrent);
    }
    return opens() ? options : options.withAccess(access(environment));
  }

  /** Whether no option says how to get in. */
  private boolean opens() {
    return headers.isEmpty()
        && parameters.isEmpty()
        && bearerTokenFile == null
        && basicUser == null
        && basicPasswordFile == null
        && caFile == null
        && certFile == null
        && keyFile == null;
  }

  private Access access(Map<String, String> environment) {
    Map<String, Secret> given = new LinkedHashMap<>();
    for (String header : headers) {
      int colon = header.indexOf(':');
      if (colon < 1) {
        throw new IllegalArgumentException("--header must look like 'X-Scope-OrgID: mesh'");
      }
      String value = header.substring(colon + 1).strip();
      String name = header.substring(0, colon).strip();
      boolean open = !EnvironmentText.tells(name) && !EnvironmentText.refers(value);
      String filled = EnvironmentText.filled("--header", value, environment);
      given.put(name, open ? Secret.open(filled) : Secret.of(filled));
    }
    List<Access.Parameter> more = new ArrayList<>();
    for (String parameter : parameters) {
      int sign = parameter.indexOf('=');
      if (sign < 1) {
        throw new IllegalArgumentException("--query-parameter must look like dedup=false");
      }
      more.add(new Access.Parameter(parameter.substring(0, sign), parameter.substring(sign + 1)));
    }
    return new Access(credential(), given, more, false, tls(), Compression.AUTO);
  }

  private Credential credential() {
    if ((basicUser == null) != (basicPasswordFile == null)) {
      throw new IllegalArgumentException(
          "--basic-user and --basic-password-file need each other, give both or neither");
    }
    if (basicUser != null && basicPasswordFile != null) {
      if (bearerTokenFile != null) {
        throw new IllegalArgumentException(
            "--bearer-token-file and --basic-user exclude each other, give one of them");
      }
      return new Credential.Basic(Secret.of(basicUser), Secret.file(basicPasswordFile));
    }
    return bearerTokenFile == null
        ? new Credential.None()
        : new Credential.Bearer(Secret.file(bearerTokenFile));
  }

  private Tls tls() {
    return new Tls(
        Optional.ofNullable(caFile),
        Optional.ofNullable(certFile),
        Optional.ofNullable(keyFile),
        Optional.empty(),
        true);
  }
}
