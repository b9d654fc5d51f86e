package org.meshparity.comparator.cli;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** Writes small pages and compares them under a pack in which both sides have the same names. */
abstract class DiffPages {

  @TempDir Path folder;

  Ran same(Object... arguments) throws Exception {
    return ran(Stream.concat(Stream.of("--pack", sameNames()), Stream.of(arguments)).toArray());
  }

  Ran ran(Object... arguments) throws IOException {
    Files.deleteIfExists(folder.resolve("report.json"));
    String[] words = Stream.of(arguments).map(Object::toString).toArray(String[]::new);
    return Ran.of(new DiffCommand(), folder, words);
  }

  Path page(String name, List<String> lines) throws IOException {
    return Files.write(folder.resolve(name + ".prom"), lines);
  }

  static Path sameNames() throws URISyntaxException {
    return resource("/packs/same-names.yaml");
  }

  static Path resource(String name) throws URISyntaxException {
    return Path.of(DiffPages.class.getResource(name).toURI());
  }

  static String requests(String workload, String value) {
    return "istio_requests_total{reporter=\"source\",source_workload=\""
        + workload
        + "\"} "
        + value;
  }

  static List<String> histogram(String workload, String... bounds) {
    String name = "istio_request_duration_seconds";
    String labels = "{source_workload=\"" + workload + "\"";
    List<String> tail = List.of(name + "_sum" + labels + "} 1", name + "_count" + labels + "} 2");
    return Stream.concat(
            Stream.of(bounds).map(le -> name + "_bucket" + labels + ",le=\"" + le + "\"} 2"),
            tail.stream())
        .toList();
  }
}
