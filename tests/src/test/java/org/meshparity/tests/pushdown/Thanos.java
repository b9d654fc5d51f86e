package org.meshparity.tests.pushdown;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.meshparity.comparator.simulation.ScrapedSeries;
import org.meshparity.comparator.source.PrometheusOptions;
import org.meshparity.comparator.source.PrometheusSource;
import org.meshparity.comparator.source.access.Access;

/**
 * A real, empty Thanos: a querier over two receivers, which are replicas of each other; all of it
 * on loopback and in one folder.
 */
final class Thanos implements AutoCloseable {

  private final List<BackendProcess> processes = new ArrayList<>();
  private final List<URI> receivers = new ArrayList<>();

  private Thanos() {}

  /** Starts one and waits until the querier knows both receivers. */
  static Thanos start(Path program, Path folder) throws IOException {
    Thanos thanos = new Thanos();
    try {
      String one = thanos.receive(program, folder, "a");
      String other = thanos.receive(program, folder, "b");
      thanos.query(program, folder, List.of(one, other));
      return thanos;
    } catch (IOException | RuntimeException failed) {
      thanos.close();
      throw failed;
    }
  }

  private String receive(Path program, Path folder, String replica) throws IOException {
    int port = BackendProcess.freePort();
    String grpc = "127.0.0.1:" + BackendProcess.freePort();
    String write = "127.0.0.1:" + BackendProcess.freePort();
    List<String> command =
        List.of(
            program.toString(),
            "receive",
            "--http-address=127.0.0.1:" + port,
            "--grpc-address=" + grpc,
            "--remote-write.address=" + write,
            "--receive.capnproto-address=127.0.0.1:" + BackendProcess.freePort(),
            "--tsdb.path=" + folder.resolve("data-" + replica),
            "--label=replica=\"" + replica + "\"");
    processes.add(
        BackendProcess.start(command, folder.resolve("receive-" + replica), port, "/-/ready"));
    receivers.add(URI.create("http://" + write + "/api/v1/receive"));
    return grpc;
  }

  private void query(Path program, Path folder, List<String> endpoints) throws IOException {
    int port = BackendProcess.freePort();
    List<String> command =
        Stream.concat(
                Stream.of(
                    program.toString(),
                    "query",
                    "--http-address=127.0.0.1:" + port,
                    "--grpc-address=127.0.0.1:" + BackendProcess.freePort(),
                    "--query.replica-label=replica"),
                endpoints.stream().map(endpoint -> "--endpoint=" + endpoint))
            .toList();
    BackendProcess querier =
        BackendProcess.start(command, folder.resolve("query"), port, "/-/ready");
    processes.add(querier);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> endpoints.stream().allMatch(querier.get("/api/v1/stores").body()::contains));
  }

  /**
   * Writes what each of two scrapers made of the same targets into a replica of its own, and waits
   * until the querier has heard how far back they reach now.
   */
  void write(long epochMs, List<ScrapedSeries> one, List<ScrapedSeries> other)
      throws IOException, InterruptedException {
    new RemoteWrite(receivers.get(0)).write(epochMs, one);
    new RemoteWrite(receivers.get(1)).write(epochMs, other);
    String replicas = "count(count by (replica) (last_over_time(up[1h])))";
    String path =
        "/api/v1/query?dedup=false&time="
            + (epochMs / 1000 + 1800)
            + "&query="
            + URLEncoder.encode(replicas, StandardCharsets.UTF_8);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> processes.get(2).get(path).body().contains(",\"2\"]"));
  }

  /** Ends the second replica, as if it had died. */
  void loseAReplica() {
    processes.get(1).close();
  }

  /** The querier, asked with parameters: name and value in turn. */
  PrometheusSource source(String... parameters) {
    List<Access.Parameter> all = new ArrayList<>();
    for (int i = 0; i < parameters.length; i += 2) {
      all.add(new Access.Parameter(parameters[i], parameters[i + 1]));
    }
    Access access =
        new Access(
            Access.OPEN.credential(),
            Map.of(),
            all,
            false,
            Access.OPEN.tls(),
            Access.OPEN.compression());
    return PrometheusSource.of(
        processes.get(2).url(), PrometheusOptions.DEFAULT.withName("thanos").withAccess(access));
  }

  @Override
  public void close() {
    processes.forEach(BackendProcess::close);
  }
}
