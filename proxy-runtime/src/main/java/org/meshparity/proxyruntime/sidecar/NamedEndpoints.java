package org.meshparity.proxyruntime.sidecar;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The endpoints behind one name, in turn. The name is looked up every few seconds on a thread of
 * its own, so that no request waits for that; while it means nothing there is no healthy endpoint.
 */
final class NamedEndpoints implements Router, AutoCloseable {

  private static final long AGAIN_SECONDS = 5;

  private final HostAndPort name;
  private final Function<@Nullable InetSocketAddress, Destination> destinations;
  private final Destination none;
  private final AtomicInteger turn = new AtomicInteger();
  private final ScheduledExecutorService lookups =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "proxy-lookup");
            thread.setDaemon(true);
            return thread;
          });
  private volatile List<Destination> known = List.of();

  /**
   * Looks the name up once before it returns.
   *
   * @param destinations what a request is routed to, for an address; for null, when there is none
   */
  NamedEndpoints(
      HostAndPort name, Function<@Nullable InetSocketAddress, Destination> destinations) {
    this.name = name;
    this.destinations = destinations;
    none = destinations.apply(null);
    lookUp();
    var unused =
        lookups.scheduleWithFixedDelay(
            this::lookUp, AGAIN_SECONDS, AGAIN_SECONDS, TimeUnit.SECONDS);
  }

  private void lookUp() {
    try {
      known =
          Arrays.stream(InetAddress.getAllByName(name.host()))
              .map(address -> destinations.apply(new InetSocketAddress(address, name.port())))
              .toList();
    } catch (UnknownHostException e) {
      known = List.of();
    }
  }

  boolean isKnown() {
    return !known.isEmpty();
  }

  @Override
  public Destination route(String host) {
    return next();
  }

  /** The endpoint whose turn it is. */
  Destination next() {
    List<Destination> now = known;
    if (now.isEmpty()) {
      return none;
    }
    return now.size() == 1
        ? now.get(0)
        : now.get(Math.floorMod(turn.getAndIncrement(), now.size()));
  }

  @Override
  public void close() {
    lookups.shutdownNow();
  }
}
