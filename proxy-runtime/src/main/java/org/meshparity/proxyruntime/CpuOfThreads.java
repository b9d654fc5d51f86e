package org.meshparity.proxyruntime;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;

/**
 * Threads that do one kind of work only, so that the CPU time of the threads is that of the work.
 *
 * <p>Measuring costs the work itself nothing: the operating system counts anyway.
 */
public final class CpuOfThreads implements ThreadFactory {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final ThreadFactory factory;
  private final Map<Thread, Long> nanosByThread = new ConcurrentHashMap<>();

  /** Remembers the threads that the other factory makes. */
  public CpuOfThreads(ThreadFactory factory) {
    this.factory = factory;
  }

  @Override
  public Thread newThread(Runnable work) {
    Thread thread = factory.newThread(work);
    nanosByThread.put(thread, 0L);
    return thread;
  }

  /** CPU time of all these threads since they began, in nanoseconds; never less than before. */
  public long nanos() {
    nanosByThread.replaceAll(
        (thread, before) -> Math.max(before, THREADS.getThreadCpuTime(thread.getId())));
    return nanosByThread.values().stream().mapToLong(Long::longValue).sum();
  }
}
