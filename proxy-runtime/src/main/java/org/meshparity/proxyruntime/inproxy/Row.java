package org.meshparity.proxyruntime.inproxy;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one thread writes to for streams that are alike: their parts of the series.
 *
 * <p>Two streams are alike when everything that a label may be made of is the same. The peer is
 * compared by identity: a thread's cache gives the same object for the same peer, and where it does
 * not, another row leads to the same series.
 */
final class Row {

  private final Key key;
  private final Generator generator;
  private final MetricPlan[] metrics;
  private final @Nullable Cell[] cells;
  private final String[] values;

  Row(Key key, Generator generator, MetricPlan[] metrics, String[] values) {
    this.key = key;
    this.generator = generator;
    this.metrics = metrics;
    this.values = values;
    cells = new Cell[metrics.length];
  }

  Key key() {
    return key;
  }

  /** Adds one request to every metric. */
  void record(Shard shard, RequestFacts facts, DurationScale scale) {
    for (int i = 0; i < metrics.length; i++) {
      switch (metrics[i].value()) {
        case DURATION -> scale.record(cell(shard, i), shard.duration(facts));
        case REQUEST_BYTES -> cell(shard, i).add(shard.requestBytes(facts));
        case RESPONSE_BYTES -> cell(shard, i).add(shard.responseBytes(facts));
        case REQUEST_MESSAGES -> add(shard, i, facts.requestMessages());
        case RESPONSE_MESSAGES -> add(shard, i, facts.responseMessages());
        case EXPRESSION -> add(shard, i, defined(i, facts));
        case ONE -> cell(shard, i).add(1);
        case TCP_SENT, TCP_RECEIVED, TCP_OPENED, TCP_CLOSED -> {
          // not of requests
        }
      }
    }
  }

  /** Adds what was counted of a connection. */
  void record(Shard shard, TcpFacts facts, TcpRecorder counted) {
    for (int i = 0; i < metrics.length; i++) {
      switch (metrics[i].value()) {
        case TCP_SENT -> add(shard, i, counted.sentBytes());
        case TCP_RECEIVED -> add(shard, i, counted.receivedBytes());
        case TCP_OPENED -> add(shard, i, counted.openedConnections());
        case TCP_CLOSED -> add(shard, i, counted.closedConnections());
        case EXPRESSION -> add(shard, i, defined(i, facts));
        default -> {
          // not of connections
        }
      }
    }
  }

  private long defined(int metric, StreamFacts facts) {
    return generator.number(Objects.requireNonNull(metrics[metric].expression()), facts);
  }

  private void add(Shard shard, int metric, long value) {
    boolean isNothing = value == 0 && metrics[metric].type() == MetricType.COUNTER;
    if (!isNothing || shard.recordsZeros()) {
      cell(shard, metric).add(value);
    }
  }

  private Cell cell(Shard shard, int metric) {
    Cell cell = cells[metric];
    return cell == null ? resolve(shard, metric) : cell;
  }

  private Cell resolve(Shard shard, int metric) {
    Cell cell = shard.resolve(generator, metrics[metric], values);
    cells[metric] = cell;
    return cell;
  }

  /** What makes streams alike. One of these is filled anew for every stream and never kept. */
  static final class Key {

    private @Nullable Generator generator;
    private @Nullable NodeMetadata peer;
    private String cluster = "";
    private String route = "";
    private String host = "";
    private String flags = "";
    private String sourcePrincipal = "";
    private String destinationPrincipal = "";
    private @Nullable String grpcStatus;
    private int code;
    private int bits;
    private String[] dimensions = {};
    private int hash;

    void fill(Generator generator, StreamFacts facts, String[] dimensions) {
      this.generator = generator;
      this.dimensions = dimensions;
      peer = facts.peer();
      cluster = facts.cluster();
      route = facts.routeName();
      flags = facts.flags();
      sourcePrincipal = facts.sourcePrincipal();
      destinationPrincipal = facts.destinationPrincipal();
      bits = (facts.mutualTls() ? 1 : 0) + (facts.reporter() == Reporter.SOURCE ? 2 : 0);
      grpcStatus = null;
      code = -1;
      host = "";
    }

    void fill(RequestFacts facts, boolean hostMatters) {
      bits += facts.isGrpc() ? 8 : 4;
      grpcStatus = facts.grpcStatus();
      code = facts.code();
      host = hostMatters ? facts.host() : "";
    }

    /** To be called when the key is filled. */
    void seal() {
      int h = System.identityHashCode(peer) * 31 + cluster.hashCode();
      h = h * 31 + route.hashCode();
      h = h * 31 + host.hashCode();
      h = h * 31 + flags.hashCode();
      h = h * 31 + sourcePrincipal.hashCode();
      h = h * 31 + destinationPrincipal.hashCode();
      h = h * 31 + (grpcStatus == null ? 0 : grpcStatus.hashCode());
      h = h * 31 + code;
      h = h * 31 + bits;
      for (String dimension : dimensions) {
        h = h * 31 + dimension.hashCode();
      }
      hash = h ^ h >>> 15;
    }

    int hash() {
      return hash;
    }

    String[] dimensions() {
      return dimensions;
    }

    @SuppressWarnings("ReferenceEquality") // a peer is itself; see the class
    boolean isLike(Key other) {
      return hash == other.hash
          && peer == other.peer
          && generator == other.generator
          && code == other.code
          && bits == other.bits
          && cluster.equals(other.cluster)
          && route.equals(other.route)
          && host.equals(other.host)
          && flags.equals(other.flags)
          && sourcePrincipal.equals(other.sourcePrincipal)
          && destinationPrincipal.equals(other.destinationPrincipal)
          && Objects.equals(grpcStatus, other.grpcStatus)
          && Arrays.equals(dimensions, other.dimensions);
    }

    Key copy() {
      Key copy = new Key();
      copy.generator = generator;
      copy.peer = peer;
      copy.cluster = cluster;
      copy.route = route;
      copy.host = host;
      copy.flags = flags;
      copy.sourcePrincipal = sourcePrincipal;
      copy.destinationPrincipal = destinationPrincipal;
      copy.grpcStatus = grpcStatus;
      copy.code = code;
      copy.bits = bits;
      copy.dimensions = dimensions;
      copy.hash = hash;
      return copy;
    }
  }
}
