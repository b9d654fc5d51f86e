package org.meshparity.comparator.source.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.meshparity.comparator.source.PrometheusOptions;
import org.meshparity.comparator.source.PrometheusSource;
import org.meshparity.comparator.source.QuerySource;
import org.meshparity.comparator.source.RemoteReads;
import org.meshparity.comparator.source.StampErrors;
import org.meshparity.comparator.source.access.Access;
import org.meshparity.comparator.source.access.Retries;
import org.meshparity.rules.Durations;

/**
 * The {@code sources:} of a settings file, by the names that people give them. Nothing is ignored
 * and nothing guessed; all that is wrong is told at once.
 */
public final class Sources {

  private static final Set<String> SOURCE =
      Set.of(
          "url",
          "url-file",
          "scraper",
          "basic",
          "bearer-token",
          "bearer-token-file",
          "oauth2",
          "aws",
          "tls",
          "headers",
          "parameters",
          "method",
          "compression",
          "timeout",
          "max-concurrent",
          "max-response",
          "retries",
          "remote-read");

  /** An HTTP client counts milliseconds in 32 bits. */
  private static final Duration MOST_TIMEOUT = Duration.ofDays(24);

  private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{0,5}) ?(MiB|GiB)");

  private Sources() {}

  /**
   * Reads the sources of a file's top.
   *
   * @param file the settings file, whose folder relative paths are meant in
   * @param environment where <code>${NAME}</code> and AWS' variables are looked up
   * @param faults receives what is wrong; such a source is left out
   */
  public static Map<String, QuerySource> read(
      Path file, Mapping top, Map<String, String> environment, FaultList faults) {
    Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of("."));
    Secrets secrets = new Secrets(environment, folder);
    Map<String, QuerySource> sources = new LinkedHashMap<>();
    Optional<Mapping> named = faults.attempt(() -> top.freeSection("sources"));
    for (String name : named.map(Mapping::keys).orElse(Set.of())) {
      faults
          .attempt(() -> source(name, named.orElseThrow().section(name, SOURCE), secrets))
          .ifPresent(source -> sources.put(name, source));
    }
    return sources;
  }

  /**
   * Reads a file that holds sources and whatever else a service is told.
   *
   * @throws SettingsFault if anything about the sources is not understood
   */
  public static Map<String, QuerySource> read(Path file, Map<String, String> environment) {
    FaultList faults = new FaultList();
    Optional<Mapping> top =
        faults.attempt(() -> Mapping.read(file, Set.of("sources", "comparisons", "packs", "data")));
    Map<String, QuerySource> sources =
        top.map(found -> read(file, found, environment, faults)).orElse(Map.of());
    faults.refuse();
    return sources;
  }

  private static QuerySource source(String name, Mapping source, Secrets secrets) {
    FaultList faults = new FaultList();
    faults.attempt(() -> checkedName(source, name));
    Optional<String> url = faults.attempt(() -> checkedUrl(source, secrets));
    PrometheusOptions named = PrometheusOptions.DEFAULT.withName(name);
    Optional<PrometheusOptions> options = faults.attempt(() -> limits(source, named));
    AccessReader access = new AccessReader(source, secrets, faults);
    Optional<Access> found = access.read();
    faults.refuse();
    return source.at(
        "url",
        () ->
            PrometheusSource.of(
                url.orElseThrow(), options.orElseThrow().withAccess(found.orElseThrow())));
  }

  /** Looked at apart, so that it is told with whatever else is wrong. */
  private static String checkedUrl(Mapping source, Secrets secrets) {
    String url = secrets.url(source, "url");
    return source.at("url", () -> PrometheusSource.checked(url));
  }

  private static String checkedName(Mapping source, String name) {
    if (!name.matches("[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}")) {
      throw source.fault("url", "a source's name must be a word, was \"" + name + '"');
    }
    return name;
  }

  private static PrometheusOptions limits(Mapping source, PrometheusOptions start) {
    FaultList faults = new FaultList();
    PrometheusOptions[] options = {start};
    faults.attempt(() -> options[0] = options[0].withStamps(stamps(source)));
    faults.attempt(
        () ->
            source
                .text("timeout")
                .map(text -> source.at("timeout", () -> timeout("timeout", text)))
                .map(
                    longest ->
                        options[0] = options[0].withCallTimeout(longest).withReadTimeout(longest)));
    faults.attempt(
        () ->
            whole(source, "max-concurrent", 1, 64)
                .map(most -> options[0] = options[0].withMaxConcurrent(most)));
    faults.attempt(
        () ->
            whole(source, "retries", 0, 20)
                .map(
                    most ->
                        options[0] =
                            options[0].withRetries(
                                new Retries(
                                    most, Retries.DEFAULT.first(), Retries.DEFAULT.longest()))));
    faults.attempt(() -> options[0] = options[0].withRemoteReads(remoteReads(source)));
    faults.attempt(
        () -> size(source).map(most -> options[0] = options[0].withMaxResponseBytes(most)));
    faults.refuse();
    return options[0];
  }

  private static RemoteReads remoteReads(Mapping source) {
    String when = source.text("remote-read").orElse("auto");
    return source.at("remote-read", () -> RemoteReads.of("remote-read", when));
  }

  private static StampErrors stamps(Mapping source) {
    String scraper = source.text("scraper").orElse("prometheus");
    return source.at("scraper", () -> StampErrors.of("scraper", scraper));
  }

  /**
   * Reads the longest time for one query.
   *
   * @param what says so, for the message
   * @throws IllegalArgumentException if it is no duration, or one that no client can keep
   */
  public static Duration timeout(String what, String text) {
    Duration longest = Durations.positive(what, text);
    if (longest.compareTo(MOST_TIMEOUT) > 0) {
      throw new IllegalArgumentException(
          what + " must be at most " + MOST_TIMEOUT.toDays() + "d, was \"" + text + '"');
    }
    return longest;
  }

  private static Optional<Integer> whole(Mapping source, String key, int least, int most) {
    return source
        .text(key)
        .map(
            text -> {
              int value = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : -1;
              if (value < least || value > most) {
                throw source.fault(
                    key, key + " must be " + least + " to " + most + ", was \"" + text + '"');
              }
              return value;
            });
  }

  private static Optional<Long> size(Mapping source) {
    return source
        .text("max-response")
        .map(
            text -> {
              Matcher size = SIZE.matcher(text);
              if (!size.matches()) {
                throw source.fault(
                    "max-response",
                    "max-response must be a size like 512MiB or 4GiB, was \"" + text + '"');
              }
              return Long.parseLong(size.group(1)) << (size.group(2).equals("MiB") ? 20 : 30);
            });
  }
}
