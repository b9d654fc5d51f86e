package org.meshparity.demo.prometheus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds a Prometheus: on the PATH, else a private copy in the user's cache folder, else fetches
 * that copy once - the official release where the internet is there, Debian's package where only a
 * package mirror is. It never installs anything and never needs root.
 */
public final class PrometheusFinder {

  private final String path;
  private final PrivateCopies copies;
  private final List<Supply> supplies;
  private final List<String> notOffered;
  private final Consumer<String> notices;

  /**
   * Puts a search together.
   *
   * @param path folders separated by colons
   * @param supplies where a copy comes from, the most wanted first
   * @param notOffered why supplies that could be here are not
   */
  PrometheusFinder(
      String path,
      PrivateCopies copies,
      List<Supply> supplies,
      List<String> notOffered,
      Consumer<String> notices) {
    this.path = path;
    this.copies = copies;
    this.supplies = List.copyOf(supplies);
    this.notOffered = List.copyOf(notOffered);
    this.notices = notices;
  }

  /**
   * The search on this machine, for this user.
   *
   * @param notices is told, in a sentence, before anything that takes longer than a moment
   */
  public static PrometheusFinder ofThisMachine(Consumer<String> notices) {
    Map<String, String> environment = System.getenv();
    String path = environment.getOrDefault("PATH", "");
    String osName = System.getProperty("os.name");
    String osArch = System.getProperty("os.arch");
    List<Supply> supplies = new ArrayList<>();
    List<String> notOffered = new ArrayList<>();
    OfficialRelease.pinnedFor(osName, osArch)
        .ifPresentOrElse(
            supplies::add,
            () ->
                notOffered.add(
                    "no checksum of an official release is pinned for "
                        + OfficialRelease.platform(osName, osArch)));
    if (onPath("apt-get", path).isPresent() && onPath("dpkg", path).isPresent()) {
      supplies.add(new DebianPackage("apt-get", "dpkg"));
    }
    // Not only user.home: the JVM asks the password file for that, other programs ask HOME.
    String home = environment.getOrDefault("HOME", System.getProperty("user.home"));
    PrivateCopies copies = PrivateCopies.ofUser(environment, osName, Path.of(home));
    return new PrometheusFinder(path, copies, supplies, notOffered, notices);
  }

  /** Looks in each place in turn, and fetches a copy if there is none. */
  public PrometheusSearch find() {
    List<String> reasons = new ArrayList<>();
    PrometheusSearch found = present(reasons);
    if (found == null) {
      found = fetched(reasons);
    }
    return found == null ? new PrometheusSearch.Missing(reasons) : found;
  }

  private @Nullable PrometheusSearch present(List<String> reasons) {
    Optional<Path> installed = onPath("prometheus", path);
    if (installed.isEmpty()) {
      reasons.add("there is no prometheus on the PATH");
    }
    Stream<Path> kept = supplies.stream().map(copies::programOf).filter(Files::exists);
    for (Path program : Stream.concat(installed.stream(), kept).toList()) {
      try {
        return new PrometheusSearch.Found(program, ProgramVersion.of(program), reasons);
      } catch (IOException unusable) {
        reasons.add(unusable.getMessage());
      }
    }
    return null;
  }

  private @Nullable PrometheusSearch fetched(List<String> reasons) {
    reasons.addAll(notOffered);
    for (Supply supply : supplies) {
      notices.accept("Fetching a private copy of Prometheus, once: " + supply.title());
      try {
        Path program = copies.fetch(supply);
        return new PrometheusSearch.Found(program, ProgramVersion.of(program), reasons);
      } catch (IOException failed) {
        reasons.add(supply.title() + ": " + reasonOf(failed));
      }
    }
    return null;
  }

  /**
   * A file system's exceptions have a path for a message; their kind says what is wrong with it.
   */
  static String reasonOf(IOException failed) {
    return failed.getClass().equals(IOException.class)
        ? String.valueOf(failed.getMessage())
        : failed.getClass().getSimpleName() + " " + failed.getMessage();
  }

  private static Optional<Path> onPath(String program, String path) {
    return Stream.of(path.split(":"))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder).resolve(program))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }
}
