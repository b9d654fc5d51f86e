package org.meshparity.proxyruntime.sidecar.tcp;

import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.meshparity.proxyruntime.attribute.AttributeBag;
import org.meshparity.proxyruntime.inproxy.Reporter;
import org.meshparity.proxyruntime.sidecar.security.Proof;

/**
 * Reports every connection to Mixer: when its caller says something for the first time, again and
 * again, and at its end.
 *
 * <p>Two things look wrong and are the real client's. Only the reports in between move the point
 * from which bytes are counted, so that what an opening report tells is told again. And a caller
 * that says nothing leaves a closing report without an opening one.
 */
public final class TcpMixerFilter implements TcpFilter {

  private final Reports reports;
  private final TcpConnection connection;
  private boolean opened;
  private long received;
  private long sent;
  private long receivedBefore;
  private long sentBefore;
  private @Nullable ScheduledFuture<?> continuing;

  private TcpMixerFilter(Reports reports, TcpConnection connection) {
    this.reports = reports;
    this.connection = connection;
  }

  /** The filters of connections that are reported so. */
  public static Factory to(Reports reports) {
    return connection -> new TcpMixerFilter(reports, connection);
  }

  @Override
  public void received(long bytes) {
    if (opened) {
      received += bytes;
      return;
    }
    opened = true;
    if (reports.checks) { // the bytes come in while the check is under way, and are in the report
      received += bytes;
      open();
    } else {
      open();
      received += bytes;
    }
  }

  private void open() {
    report("open");
    long nanos = reports.interval.toNanos();
    continuing =
        connection.loop().scheduleAtFixedRate(this::proceed, nanos, nanos, TimeUnit.NANOSECONDS);
  }

  private void proceed() {
    report("continue");
    receivedBefore = received;
    sentBefore = sent;
  }

  @Override
  public void sent(long bytes) {
    sent += bytes;
  }

  @Override
  public void closed() {
    ScheduledFuture<?> running = continuing;
    if (running != null) {
      running.cancel(false);
    }
    report("close");
  }

  private void report(String event) {
    AttributeBag.Builder bag = AttributeBag.builder();
    bag.putAll(reports.configured);
    TcpRoute route = connection.route();
    if (route != null) {
      bag.putAll(route.attributes());
    }
    addConnection(bag);
    addDestination(bag, route);
    addBytes(bag);
    bag.text("connection.event", event);
    if (event.equals("close")) {
      bag.span("connection.duration", connection.age());
    }
    reports.sink.accept(bag.build());
  }

  private void addConnection(AttributeBag.Builder bag) {
    byte[] caller = connection.caller().getAddress().getAddress();
    bag.text("context.protocol", "tcp");
    bag.moment("context.time", Instant.now());
    bag.raw("source.ip", caller);
    bag.raw("origin.ip", caller);
    bag.text("connection.id", reports.uuid + "-" + connection.number());
    boolean isInbound = connection.reporter() == Reporter.DESTINATION;
    Proof proof = isInbound ? connection.proof() : null; // towards its own caller it is plain text
    bag.flag("connection.mtls", proof != null);
    if (proof != null) {
      addProved(bag, proof);
    }
    if (reports.checks) {
      bag.flag("check.cache_hit", false);
      bag.flag("quota.cache_hit", false);
    }
  }

  private static void addProved(AttributeBag.Builder bag, Proof proof) {
    bag.text("source.user", proof.peer().principal());
    bag.text("source.principal", proof.peer().principal());
    bag.text("source.namespace", proof.peer().namespace());
    bag.text("destination.principal", proof.own().principal());
    if (!proof.serverName().isEmpty()) {
      bag.text("connection.requested_server_name", proof.serverName());
    }
  }

  private void addDestination(AttributeBag.Builder bag, @Nullable TcpRoute route) {
    InetSocketAddress address = route == null ? null : route.address();
    if (address != null && reports.configured.get("destination.ip") == null) {
      bag.raw("destination.ip", address.getAddress().getAddress());
      bag.whole("destination.port", address.getPort());
    }
  }

  private void addBytes(AttributeBag.Builder bag) {
    bag.whole("connection.received.bytes", received - receivedBefore);
    bag.whole("connection.received.bytes_total", received);
    bag.whole("connection.sent.bytes", sent - sentBefore);
    bag.whole("connection.sent.bytes_total", sent);
  }

  /**
   * What all reports of one listener share.
   *
   * @param configured what its configuration says of both ends, in every report
   * @param uuid of the proxy, with which connections are numbered
   * @param interval between the reports of a connection, at least a second
   * @param checks whether policy checks are on, which count the first bytes twice
   * @param sink takes the reports
   */
  public record Reports(
      AttributeBag configured,
      String uuid,
      Duration interval,
      boolean checks,
      Consumer<AttributeBag> sink) {

    /** What Istio's proxies do. */
    public static final Duration INTERVAL = Duration.ofSeconds(10);

    private static final Duration LEAST = Duration.ofSeconds(1);

    public Reports {
      interval = interval.compareTo(LEAST) < 0 ? LEAST : interval; // as the real one does
    }
  }
}
