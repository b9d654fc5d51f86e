package org.meshparity.proxyruntime.inproxy;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.LongAdder;

/**
 * One thread's part of one series.
 *
 * <p>Only the thread that owns it writes; others may read at any time, and see a value that was
 * true a moment ago. So nothing is locked and nothing is shared while a request is recorded.
 */
abstract class Cell {

  /** A series that the proxy's configuration keeps off its page. */
  static final Cell HIDDEN =
      new Cell() {
        @Override
        void add(long value) {}
      };

  abstract void add(long value);

  void add(double value) {
    add((long) value);
  }

  /** A counter's part. */
  static final class Counter extends Cell {

    private static final VarHandle VALUE = handle(Counter.class);

    @SuppressWarnings("UnusedVariable") // read and written through its handle
    private long value;

    @Override
    void add(long more) {
      VALUE.setOpaque(this, value + more);
    }

    long get() {
      return (long) VALUE.getOpaque(this);
    }
  }

  /** A gauge's part: the last value. */
  static final class Gauge extends Cell {

    private volatile long value;

    @Override
    void add(long latest) {
      value = latest;
    }

    long get() {
      return value;
    }
  }

  /** A series for which there is no room any more: it counts that. */
  static final class Refused extends Cell {

    private final LongAdder refused;

    Refused(LongAdder refused) {
      this.refused = refused;
    }

    @Override
    void add(long value) {
      refused.increment();
    }
  }

  private static VarHandle handle(Class<?> owner) {
    try {
      return MethodHandles.privateLookupIn(owner, MethodHandles.lookup())
          .findVarHandle(owner, "value", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}
