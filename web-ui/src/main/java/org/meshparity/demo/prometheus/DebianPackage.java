package org.meshparity.demo.prometheus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Debian's own package, for machines that reach a package mirror and no more. It is fetched from
 * the sources this machine already trusts, through an apt folder of our own, so that neither root
 * is needed nor anything of the machine's own package state is read or changed; apt checks the
 * signatures and the checksums.
 */
final class DebianPackage implements Supply {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final String apt;
  private final String dpkg;

  /** The tools by name, looked up on the PATH; the tests name others. */
  DebianPackage(String apt, String dpkg) {
    this.apt = apt;
    this.dpkg = dpkg;
  }

  @Override
  public String title() {
    return "Debian's package from this machine's apt sources";
  }

  @Override
  public String folder() {
    return "prometheus-debian";
  }

  @Override
  public Path program() {
    return Path.of("usr", "bin", "prometheus");
  }

  @Override
  public void unpackInto(Path destination) throws IOException {
    Path own = Files.createDirectories(destination.resolve("apt"));
    Files.createDirectories(own.resolve("state/lists/partial"));
    Files.createDirectories(own.resolve("cache/archives/partial"));
    Files.createFile(own.resolve("status")); // as if nothing were installed
    update(own);
    Tool.run(own, PATIENCE, command(own, "download", "prometheus"));
    Tool.run(
        own, PATIENCE, List.of(dpkg, "-x", downloaded(own).toString(), destination.toString()));
    PrivateCopies.delete(own);
  }

  /** One broken source among several fails an update; what counts is whether the package comes. */
  private void update(Path own) throws IOException {
    try {
      Tool.run(own, PATIENCE, command(own, "update"));
    } catch (IOException incomplete) {
      if (!hasLists(own.resolve("state/lists"))) {
        throw incomplete;
      }
    }
  }

  private static boolean hasLists(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(file -> file.getFileName().toString().endsWith("_Packages"));
    }
  }

  private List<String> command(Path own, String... words) {
    List<String> command = new ArrayList<>(List.of(apt, "-q"));
    List<String> options =
        List.of(
            "Dir::State=" + own.resolve("state"),
            "Dir::State::status=" + own.resolve("status"),
            "Dir::Cache=" + own.resolve("cache"),
            "APT::Sandbox::User=root", // apt's own user cannot enter a home folder
            "Acquire::Languages=none",
            "Acquire::Retries=1",
            "Acquire::http::Timeout=10",
            "Acquire::https::Timeout=10");
    options.forEach(option -> command.addAll(List.of("-o", option)));
    command.addAll(List.of(words));
    return command;
  }

  private static Path downloaded(Path own) throws IOException {
    try (Stream<Path> files = Files.list(own)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(".deb"))
          .findFirst()
          .orElseThrow(() -> new IOException("apt-get download left no package"));
    }
  }
}
