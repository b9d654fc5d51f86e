package org.meshparity.tests.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a Prometheus writes down of the queries that it answered. So it is known when another
 * process began to ask, and nothing stands between the two.
 */
final class QueryLog {

  private static final double NANOS = 1e6;

  private final Path file;
  private final JsonMapper json = new JsonMapper();
  private long read;

  QueryLog(Path file) {
    this.file = file;
  }

  /**
   * When the server began with the first of those that it answered since this was last asked, in
   * milliseconds since the epoch; empty if it answered none.
   */
  OptionalDouble begun() throws IOException {
    byte[] all = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    byte[] behind = Arrays.copyOfRange(all, (int) read, all.length);
    read = all.length;
    return new String(behind, StandardCharsets.UTF_8)
        .lines()
        .mapToDouble(line -> begun(json.readTree(line)))
        .min();
  }

  private static double begun(JsonNode line) {
    double seconds = line.at("/stats/timings/execTotalTime").asDouble();
    Instant ended = Instant.parse(line.at("/ts").asString());
    double endedMs = ended.getEpochSecond() * 1e3 + ended.getNano() / NANOS;
    return endedMs - seconds * 1e3;
  }
}
