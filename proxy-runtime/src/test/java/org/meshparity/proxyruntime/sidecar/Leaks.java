package org.meshparity.proxyruntime.sidecar;

import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Listens to Netty's leak detector at its most suspicious while it is open. */
final class Leaks extends Handler implements AutoCloseable {

  private static final Logger DETECTOR = Logger.getLogger(ResourceLeakDetector.class.getName());

  private final Queue<String> found = new ConcurrentLinkedQueue<>();
  private final ResourceLeakDetector.Level before = ResourceLeakDetector.getLevel();

  Leaks() {
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
    DETECTOR.addHandler(this);
    DETECTOR.setUseParentHandlers(false); // what is found is a failure, not a log line
  }

  @Override
  public void publish(LogRecord record) {
    if (record.getMessage().contains("LEAK")) {
      found.add(record.getMessage());
    }
  }

  /** What was lost so far: lost buffers are noticed when others are made after a collection. */
  Queue<String> found() {
    for (int i = 0; i < 5; i++) {
      System.gc();
      for (int j = 0; j < 50; j++) {
        ByteBufAllocator.DEFAULT.directBuffer(64).release();
      }
    }
    found.addAll(org.meshparity.proxyruntime.Leaks.found()); // where the build has it named
    return found;
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    DETECTOR.removeHandler(this);
    DETECTOR.setUseParentHandlers(true);
    ResourceLeakDetector.setLevel(before);
  }
}
