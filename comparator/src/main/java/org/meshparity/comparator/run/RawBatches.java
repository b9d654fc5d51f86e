package org.meshparity.comparator.run;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.meshparity.comparator.envelope.GroupKey;
import org.meshparity.comparator.source.SourceUnavailable;

/**
 * Groups that are read sample by sample, so many at a time as memory has room for. A restart cuts
 * every series of its target, so first each batch is read for what it shows of restarts and let go;
 * when these are known from all, each is read again, and let go once its groups have been added up.
 * That costs a server twice as much, and is for what would not fit otherwise.
 */
final class RawBatches {

  /** So small a part of memory at most takes one batch: others need some, and so do answers. */
  private static final double PART = 1.0 / 8;

  private final SideRun legacy;
  private final SideRun candidate;
  private final List<RawBoth.Wanted> batches = new ArrayList<>();

  RawBatches(SideRun legacy, SideRun candidate) {
    this.legacy = legacy;
    this.candidate = candidate;
  }

  /** Takes what a batch came to, as long as its samples are there. */
  @FunctionalInterface
  interface Taking {
    void take(RawBoth.Wanted batch, RawBoth samples);
  }

  /** These groups have been read for what they show of restarts. */
  void looked(List<RawBoth.Wanted> some) {
    some.forEach(wanted -> batches.addAll(parts(wanted)));
  }

  /** Reads groups for what they show of restarts. */
  void look(List<RawBoth.Wanted> some) throws SourceUnavailable {
    looked(some);
    for (RawBoth.Wanted wanted : some) {
      for (RawBoth.Wanted batch : parts(wanted)) {
        new RawBoth(legacy, candidate).fetchBatch(batch);
      }
    }
  }

  /**
   * Reads all of them again, one batch after the other.
   *
   * @throws SourceUnavailable also if samples now show restarts that they did not show before:
   *     batches that were cut by then may have been cut wrongly
   */
  void read(Taking into) throws SourceUnavailable {
    long known = restarts();
    for (RawBoth.Wanted batch : batches) {
      RawBoth samples = new RawBoth(legacy, candidate);
      samples.fetchBatch(batch);
      samples.cut();
      into.take(batch, samples);
    }
    if (restarts() != known) {
      throw furtherRestarts();
    }
  }

  private long restarts() {
    return legacy.targets().restarts() + candidate.targets().restarts();
  }

  /** Why not to go on with what was read while not all restarts were known. */
  static SourceUnavailable furtherRestarts() {
    return new SourceUnavailable(
        "what was read in several parts, as all at once would not have fit into memory, showed"
            + " restarts in later ones that it had not shown before; try again when the window is"
            + " older, or give Java more memory",
        null);
  }

  private List<RawBoth.Wanted> parts(RawBoth.Wanted wanted) {
    return parts(wanted.groups(), wanted.bytes(), legacy.budget().limits()).stream()
        .map(wanted::of)
        .toList();
  }

  /**
   * As many groups at a time as there is room for, neighbours together: a server finds them with
   * few matchers.
   *
   * @param bytes about how much memory the samples of a group take
   */
  static List<Set<GroupKey>> parts(
      Set<GroupKey> groups, ToDoubleFunction<GroupKey> bytes, RunLimits limits) {
    double most = limits.memory() * PART;
    List<Set<GroupKey>> parts = new ArrayList<>();
    Set<GroupKey> part = new LinkedHashSet<>();
    double sum = 0;
    for (GroupKey group : groups.stream().sorted(GroupKey.ORDER).toList()) {
      double own = bytes.applyAsDouble(group);
      if (!part.isEmpty() && sum + own > most) {
        parts.add(part);
        part = new LinkedHashSet<>();
        sum = 0;
      }
      part.add(group);
      sum += own;
    }
    if (!part.isEmpty()) {
      parts.add(part);
    }
    return parts;
  }
}
