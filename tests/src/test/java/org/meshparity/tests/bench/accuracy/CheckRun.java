package org.meshparity.tests.bench.accuracy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.meshparity.comparator.cli.CheckCommand;
import org.meshparity.comparator.simulation.Generation;
import org.meshparity.comparator.source.RemoteReads;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code meshparity check} as anybody runs it, over HTTP and with the pack for Istio: what is read
 * is its report's JSON.
 */
final class CheckRun {

  private static final String PACK = "istio-mixer-to-inproxy";
  private static final int USAGE = 2;
  private static final int FAULT = 70;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final String url;
  private final Path folder;
  private final RemoteReads reads;

  CheckRun(String url, Path folder, RemoteReads reads) {
    this.url = url;
    this.folder = folder;
    this.reads = reads;
  }

  /** Compares one mesh over one window. */
  JsonNode check(Mesh mesh, Duration window) throws IOException {
    Path report = folder.resolve(mesh.name() + "-" + Windows.text(window) + ".json");
    StringWriter says = new StringWriter();
    int exit =
        new CommandLine(new CheckCommand())
            .setErr(new PrintWriter(says, true))
            .execute(arguments(mesh, window, report));
    if (exit == USAGE || exit == FAULT) {
      throw new IOException("check ended with " + exit + " for " + mesh.name() + ": " + says);
    }
    try {
      JsonNode read = JSON.readTree(Files.readAllBytes(report));
      if (read.path("decision").path("exitCode").asInt(-1) != exit) {
        throw new IOException("check ended with " + exit + ", its report says otherwise");
      }
      return read;
    } finally {
      Files.deleteIfExists(report);
    }
  }

  /** Two servers are named where there were two; here they are one. */
  private String[] arguments(Mesh mesh, Duration window, Path report) {
    List<String> arguments = new ArrayList<>(List.of("--quiet", "--pack", PACK));
    List<String> servers =
        mesh.clockMs() == 0
            ? List.of("--prometheus")
            : List.of("--legacy-prometheus", "--candidate-prometheus");
    servers.forEach(server -> arguments.addAll(List.of(server, url)));
    arguments.addAll(List.of("--remote-read", reads.name().toLowerCase(Locale.ROOT)));
    arguments.addAll(List.of("--legacy-selector", mesh.selector(Generation.LEGACY)));
    arguments.addAll(List.of("--candidate-selector", mesh.selector(Generation.CANDIDATE)));
    arguments.addAll(List.of("--at", Windows.end().toString()));
    arguments.addAll(List.of("--window", Windows.text(window), "--output", "json=" + report));
    return arguments.toArray(String[]::new);
  }
}
