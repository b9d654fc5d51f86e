package org.meshparity.tests.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a Prometheus writes down of the queries that it answered. So another process's questions are
 * known, with the moment at which each began, and nothing stands between the two.
 */
final class QueryLog {

  /**
   * A query.
   *
   * @param begun when the server began with it, in milliseconds since the epoch
   * @param at the instant that it asks about, in milliseconds since the epoch
   */
  record Logged(double begun, String promql, long at) {}

  private static final double NANOS = 1e6;

  private final Path file;
  private final JsonMapper json = new JsonMapper();
  private long read;

  QueryLog(Path file) {
    this.file = file;
  }

  /** Those that were answered since this was last asked, in the order in which they began. */
  List<Logged> fresh() throws IOException {
    byte[] all = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    byte[] behind = Arrays.copyOfRange(all, (int) read, all.length);
    read = all.length;
    List<Logged> queries = new ArrayList<>();
    for (String line : new String(behind, StandardCharsets.UTF_8).lines().toList()) {
      queries.add(logged(json.readTree(line)));
    }
    queries.sort(Comparator.comparingDouble(Logged::begun));
    return queries;
  }

  private static Logged logged(JsonNode line) {
    double seconds = line.at("/stats/timings/execTotalTime").asDouble();
    Instant ended = Instant.parse(line.at("/ts").asString());
    double endedMs = ended.getEpochSecond() * 1e3 + ended.getNano() / NANOS;
    JsonNode parameters = line.at("/params");
    return new Logged(
        endedMs - seconds * 1e3,
        parameters.at("/query").asString(),
        Instant.parse(parameters.at("/start").asString()).toEpochMilli());
  }
}
