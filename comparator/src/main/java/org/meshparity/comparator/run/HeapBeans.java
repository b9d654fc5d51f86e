package org.meshparity.comparator.run;

import com.sun.management.GarbageCollectorMXBean;
import com.sun.management.GcInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Asks this Java what its collectors did. Those that run beside the program end by themselves with
 * an error when they free nothing, so only what stops the program counts.
 */
final class HeapBeans {

  /** Of the serial, the parallel and the G1 collector: what looks at the whole heap. */
  private static final Set<String> FULL =
      Set.of("MarkSweepCompact", "PS MarkSweep", "G1 Old Generation");

  private static final Set<String> PARTIAL = Set.of("Copy", "PS Scavenge", "G1 Young Generation");

  private final List<GarbageCollectorMXBean> full = named(FULL);
  private final List<GarbageCollectorMXBean> partial = named(PARTIAL);
  private final Set<String> pools = Set.copyOf(heapPools());
  private long seen;
  private double left;

  private static List<GarbageCollectorMXBean> named(Set<String> names) {
    return ManagementFactory.getPlatformMXBeans(GarbageCollectorMXBean.class).stream()
        .filter(bean -> names.contains(bean.getName()))
        .toList();
  }

  private static List<String> heapPools() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getName)
        .toList();
  }

  /** Allocates little, and what takes more only after another full collection. */
  HeapLook look() {
    long fulls = 0;
    long others = 0;
    long paused = 0;
    for (GarbageCollectorMXBean bean : full) {
      fulls += bean.getCollectionCount();
      paused += bean.getCollectionTime();
    }
    for (GarbageCollectorMXBean bean : partial) {
      others += bean.getCollectionCount();
      paused += bean.getCollectionTime();
    }
    if (fulls > seen) {
      seen = fulls;
      left = left();
    }
    return new HeapLook(System.nanoTime(), fulls + others, paused, fulls, left);
  }

  private double left() {
    long used = 0;
    for (GarbageCollectorMXBean bean : full) {
      GcInfo last = bean.getLastGcInfo();
      used += last == null ? 0 : used(last.getMemoryUsageAfterGc());
    }
    return (double) used / Runtime.getRuntime().maxMemory();
  }

  private long used(Map<String, MemoryUsage> byPool) {
    return byPool.entrySet().stream()
        .filter(pool -> pools.contains(pool.getKey()))
        .mapToLong(pool -> pool.getValue().getUsed())
        .sum();
  }
}
