package org.meshparity.proxyruntime;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Keeps every leak that Netty finds, so that a test can fail on it; the build names this class to
 * Netty.
 *
 * @param <T> what is followed
 */
public final class Leaks<T> extends ResourceLeakDetector<T> {

  private static final Queue<String> FOUND = new ConcurrentLinkedQueue<>();

  /** As Netty makes it. */
  public Leaks(Class<T> resource, int samplingInterval) {
    super(resource, samplingInterval);
  }

  /** All buffers that were forgotten since the last time. */
  public static List<String> found() {
    for (int round = 0; round < 5; round++) {
      System.gc();
      PooledByteBufAllocator.DEFAULT.heapBuffer().release(); // looks for what the collector found
    }
    List<String> found = new ArrayList<>();
    for (String leak = FOUND.poll(); leak != null; leak = FOUND.poll()) {
      found.add(leak);
    }
    return found;
  }

  @Override
  protected boolean needReport() {
    return true;
  }

  @Override
  protected void reportTracedLeak(String type, String records) {
    FOUND.add(type + records);
  }

  @Override
  protected void reportUntracedLeak(String type) {
    FOUND.add(type);
  }
}
