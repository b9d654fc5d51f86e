package org.meshparity.proxyruntime.inproxy;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * One thread's part of a histogram of two significant decimal digits; see {@link Bin}.
 *
 * <p>A small open-addressed table of the bins that were met, because most series meet a handful of
 * the thousands there are. Counts only grow, so a reader on another thread needs no lock: it sees
 * every bin as it was a moment ago.
 */
final class LogLinearHistogram extends Cell {

  private static final VarHandle COUNTS = MethodHandles.arrayElementVarHandle(long[].class);
  private static final int FIRST_CAPACITY = 8;

  private volatile Table table = new Table(FIRST_CAPACITY);

  /** What the writer uses: the same as {@link #table}, read without a fence. */
  private Table mine = table;

  @Override
  void add(long value) {
    addTo(Bin.of(value), 1);
  }

  @Override
  void add(double value) {
    addTo(Bin.of(value), 1);
  }

  private void addTo(int bin, long times) {
    Table to = mine;
    int slot = to.slot(bin);
    long before = to.counts[slot];
    if (before != 0) {
      COUNTS.setRelease(to.counts, slot, before + times);
      return;
    }
    if (to.isFull()) {
      to = to.grown();
      mine = to;
      table = to;
      slot = to.slot(bin);
    }
    to.claim(slot, bin, times);
  }

  /** Tells every bin that was met and how often, in no particular order. */
  void forEachBin(BinConsumer consumer) {
    Table from = table;
    for (int slot = 0; slot < from.counts.length; slot++) {
      long count = (long) COUNTS.getAcquire(from.counts, slot);
      if (count != 0) {
        consumer.accept(from.bins[slot], count);
      }
    }
  }

  /** How many values were added. */
  long count() {
    Table from = table;
    long sum = 0;
    for (int slot = 0; slot < from.counts.length; slot++) {
      sum += (long) COUNTS.getAcquire(from.counts, slot);
    }
    return sum;
  }

  /** Hears of a bin and its count. */
  @FunctionalInterface
  interface BinConsumer {
    void accept(int bin, long count);
  }

  /** Bins and their counts; a slot is free while its count is 0. */
  private static final class Table {

    final short[] bins;
    final long[] counts;
    private int used;

    Table(int capacity) {
      bins = new short[capacity];
      counts = new long[capacity];
    }

    int slot(int bin) {
      int mask = counts.length - 1;
      int slot = bin & mask;
      while (counts[slot] != 0 && bins[slot] != bin) {
        slot = (slot + 1) & mask;
      }
      return slot;
    }

    boolean isFull() {
      return used >= counts.length - counts.length / 4;
    }

    void claim(int slot, int bin, long times) {
      bins[slot] = (short) bin;
      used++;
      COUNTS.setRelease(counts, slot, times);
    }

    Table grown() {
      Table larger = new Table(counts.length * 2);
      for (int slot = 0; slot < counts.length; slot++) {
        if (counts[slot] != 0) {
          larger.claim(larger.slot(bins[slot]), bins[slot], counts[slot]);
        }
      }
      return larger;
    }
  }
}
