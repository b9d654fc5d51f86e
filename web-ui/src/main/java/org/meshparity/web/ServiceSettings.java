package org.meshparity.web;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.meshparity.web.api.PackList;
import org.meshparity.web.page.CostSource;
import org.meshparity.web.page.Notice;
import org.meshparity.web.page.Site;
import org.meshparity.web.schedule.ScheduledComparison;

/**
 * All that a service is started with.
 *
 * @param listen where it listens
 * @param allowAnonymous whether others than this machine may reach it although it has no login
 * @param allowedHosts names it answers to besides loopback's, without port
 * @param comparisons what it repeats; at least one
 * @param packs the packs it can name to programs
 * @param notice what every page says at its top, asked for each time; empty for nothing
 * @param cost tells what both generators of telemetry cost, where that is measured
 */
public record ServiceSettings(
    Listen listen,
    boolean allowAnonymous,
    Set<String> allowedHosts,
    List<ScheduledComparison> comparisons,
    PackList packs,
    Supplier<Optional<Notice>> notice,
    CostSource cost) {

  public ServiceSettings {
    allowedHosts = Set.copyOf(allowedHosts);
    comparisons = List.copyOf(comparisons);
    if (!allowAnonymous && !listen.address().isLoopbackAddress()) {
      throw new IllegalArgumentException(
          "listening on "
              + listen
              + " opens the service to everybody who can reach it, and it has no login yet: listen"
              + " on 127.0.0.1, or say --allow-anonymous");
    }
  }

  /** Without a panel of costs. */
  public ServiceSettings(
      Listen listen,
      boolean allowAnonymous,
      Set<String> allowedHosts,
      List<ScheduledComparison> comparisons,
      PackList packs,
      Supplier<Optional<Notice>> notice) {
    this(listen, allowAnonymous, allowedHosts, comparisons, packs, notice, CostSource.NONE);
  }

  /** On this machine only, under its own names. */
  public static ServiceSettings onLoopback(int port, List<ScheduledComparison> comparisons) {
    return new ServiceSettings(
        new Listen("127.0.0.1", port),
        false,
        Set.of(),
        comparisons,
        PackList.of(),
        Optional::empty);
  }

  /** The same with what every page says at its top. */
  public ServiceSettings withNotice(Supplier<Optional<Notice>> what) {
    return new ServiceSettings(
        listen, allowAnonymous, allowedHosts, comparisons, packs, what, cost);
  }

  /** The same with a panel of costs. */
  public ServiceSettings withCost(CostSource source) {
    return new ServiceSettings(
        listen, allowAnonymous, allowedHosts, comparisons, packs, notice, source);
  }

  /** What all pages have in common; it is open if somebody else than this machine can reach it. */
  Site site() {
    return new Site(!listen.address().isLoopbackAddress(), notice);
  }
}
