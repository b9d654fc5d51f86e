package org.meshparity.tests.pushdown;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.meshparity.comparator.simulation.ScrapedSeries;
import org.meshparity.comparator.source.PrometheusOptions;
import org.meshparity.comparator.source.PrometheusSource;
import org.meshparity.comparator.source.RemoteReads;
import org.meshparity.comparator.source.access.Access;
import org.meshparity.comparator.source.access.Secret;

/** A real, empty Mimir in one process, with tenants; all of it on loopback and in one folder. */
final class Mimir implements AutoCloseable {

  private static final String TENANT = "mesh";

  private final BackendProcess process;

  private Mimir(BackendProcess process) {
    this.process = process;
  }

  /** Starts one and waits until it takes samples. */
  static Mimir start(Path program, Path folder) throws IOException {
    int port = BackendProcess.freePort();
    int grpc = BackendProcess.freePort();
    Path config = Files.createDirectories(folder).resolve("mimir.yaml");
    Files.writeString(config, config(folder, port, grpc));
    List<String> command = List.of(program.toString(), "-config.file=" + config, "-log.level=warn");
    return new Mimir(BackendProcess.start(command, folder.resolve("log"), port, "/ready"));
  }

  private static String config(Path folder, int port, int grpc) {
    return """
    target: all
    multitenancy_enabled: true
    usage_stats: {enabled: false}
    server:
      {http_listen_address: 127.0.0.1, http_listen_port: PORT, grpc_listen_address: 127.0.0.1, grpc_listen_port: GRPC}
    common: {storage: {backend: filesystem, filesystem: {dir: 'FOLDER/common'}}}
    blocks_storage:
      storage_prefix: blocks
      bucket_store: {sync_dir: 'FOLDER/sync'}
      tsdb: {dir: 'FOLDER/tsdb'}
    compactor: {data_dir: 'FOLDER/compactor', sharding_ring: {instance_addr: 127.0.0.1, kvstore: {store: inmemory}}}
    distributor: {ring: {instance_addr: 127.0.0.1, kvstore: {store: inmemory}}}
    ingester: {ring: {instance_addr: 127.0.0.1, replication_factor: 1, kvstore: {store: inmemory}, min_ready_duration: 0s}}
    store_gateway: {sharding_ring: {instance_addr: 127.0.0.1, replication_factor: 1, kvstore: {store: inmemory}}}
    query_scheduler: {ring: {instance_addr: 127.0.0.1, kvstore: {store: inmemory}}}
    ruler: {rule_path: 'FOLDER/rules', ring: {instance_addr: 127.0.0.1, kvstore: {store: inmemory}}}
    frontend: {address: 127.0.0.1}
    memberlist: {bind_addr: [127.0.0.1], bind_port: 0}
    limits: {ingestion_rate: 1e9, ingestion_burst_size: 1000000000, max_global_series_per_user: 0}
    """
        .replace("PORT", Integer.toString(port))
        .replace("GRPC", Integer.toString(grpc))
        .replace("FOLDER", folder.toString());
  }

  /** Writes samples, as its tenant. */
  void write(long epochMs, List<ScrapedSeries> series) throws IOException, InterruptedException {
    URI push = URI.create(process.url() + "/api/v1/push");
    new RemoteWrite(push, "X-Scope-OrgID", TENANT).write(epochMs, series);
  }

  PrometheusSource source(RemoteReads reads) {
    Map<String, Secret> headers = Map.of("X-Scope-OrgID", Secret.of(TENANT));
    Access access =
        new Access(
            Access.OPEN.credential(),
            headers,
            List.of(),
            false,
            Access.OPEN.tls(),
            Access.OPEN.compression());
    return PrometheusSource.of(
        process.url() + "/prometheus",
        PrometheusOptions.DEFAULT.withName("mimir").withAccess(access).withRemoteReads(reads));
  }

  /** How many answers it gave on a route with success. */
  double answers(String route) throws IOException, InterruptedException {
    return process
        .get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith("cortex_request_duration_seconds_count{"))
        .filter(line -> line.contains("route=\"" + route + "\"") && line.contains("\"200\""))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  @Override
  public void close() {
    process.close();
  }
}
