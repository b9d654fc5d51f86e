package org.meshparity.proxyruntime.mixer.expression;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meshparity.proxyruntime.attribute.AttributeSink;
import org.meshparity.proxyruntime.attribute.Word;

/**
 * The attributes of one report that a configuration uses, by slot; filled anew for every report.
 *
 * <p>An attribute is there or it is absent; nothing is filled in for what is absent. Values that
 * Mixer generates itself hold for one report, also where the next one only updates it.
 */
public final class Frame implements AttributeSink {

  static final int ABSENT = 0;
  static final int TEXT = 2;
  static final int WHOLE = 3;
  static final int REAL = 4;
  static final int FLAG = 5;
  static final int MOMENT = 6;
  static final int SPAN = 7;
  static final int RAW = 8;
  static final int TEXT_MAP = 9;

  private static final long NANOS = 1_000_000_000L;

  private final Runnable complete;
  private final byte[] kinds;
  private final byte[] sentAs;
  private final long[] numbers;
  private final int[] nanos;
  private final @Nullable Object[] objects;
  private final Entries[] maps;
  private final int[] generated;
  private int generatedCount;
  private @Nullable Entries open;

  /**
   * An empty frame.
   *
   * @param complete called whenever all attributes of a report are in it
   */
  public Frame(Slots slots, Runnable complete) {
    this.complete = complete;
    int size = slots.size();
    kinds = new byte[size];
    sentAs = new byte[size];
    numbers = new long[size];
    nanos = new int[size];
    objects = new @Nullable Object[size];
    maps = new Entries[size];
    Arrays.setAll(maps, i -> new Entries());
    generated = new int[size];
  }

  @Override
  public void begin(boolean alone) {
    while (generatedCount > 0) {
      kinds[generated[--generatedCount]] = ABSENT;
    }
    Arrays.fill(sentAs, (byte) ABSENT);
    if (alone) {
      Arrays.fill(kinds, (byte) ABSENT);
    }
  }

  @Override
  public boolean wants(Word name, int kind) {
    int slot = name.tag();
    if (slot < 0 || (sentAs[slot] != ABSENT && sentAs[slot] < kind)) {
      return false;
    }
    sentAs[slot] = (byte) kind;
    kinds[slot] = (byte) kind;
    return true;
  }

  @Override
  public void text(Word name, Word value) {
    objects[name.tag()] = value.text();
  }

  @Override
  public void noText(Word name) {
    int slot = name.tag();
    if (slot >= 0 && sentAs[slot] == TEXT) {
      sentAs[slot] = ABSENT;
      kinds[slot] = ABSENT;
    }
  }

  @Override
  public void whole(Word name, long value) {
    numbers[name.tag()] = value;
  }

  @Override
  public void real(Word name, double value) {
    numbers[name.tag()] = Double.doubleToRawLongBits(value);
  }

  @Override
  public void flag(Word name, boolean value) {
    numbers[name.tag()] = value ? 1 : 0;
  }

  @Override
  public void moment(Word name, long seconds, int nano) {
    numbers[name.tag()] = seconds;
    nanos[name.tag()] = nano;
  }

  /** Kept as nanoseconds, the longest there is when there are too many. */
  @Override
  public void span(Word name, long seconds, int nano) {
    long most = (Long.MAX_VALUE - Integer.MAX_VALUE) / NANOS;
    long bounded = Math.max(-most, Math.min(most, seconds));
    numbers[name.tag()] = bounded * NANOS + nano;
  }

  @Override
  public void raw(Word name, byte[] message, int from, int length) {
    objects[name.tag()] = Arrays.copyOfRange(message, from, from + length);
  }

  @Override
  public void textMap(Word name) {
    Entries entries = maps[name.tag()];
    entries.clear();
    open = entries;
  }

  @Override
  public void entry(Word key, Word value) {
    Entries entries = open;
    if (entries != null) {
      entries.add(key.text(), value.text());
    }
  }

  @Override
  public void end() {
    complete.run();
  }

  /** The text in a slot, or null when there is none or something else. */
  public @Nullable String textAt(int slot) {
    return slot >= 0 && kinds[slot] == TEXT ? (String) objects[slot] : null;
  }

  /** The bytes in a slot, or null when there are none or something else. */
  public byte @Nullable [] rawAt(int slot) {
    return slot >= 0 && kinds[slot] == RAW ? (byte[]) objects[slot] : null;
  }

  /** The whole number in a slot, or another when there is none or something else. */
  public long wholeAt(int slot, long otherwise) {
    return slot >= 0 && kinds[slot] == WHOLE ? numbers[slot] : otherwise;
  }

  /** Adds a value that no report sent, unless it did or nobody asks for it. */
  public void generate(int slot, String value) {
    if (slot >= 0 && kinds[slot] == ABSENT) {
      objects[slot] = value;
      generate(slot, TEXT);
    }
  }

  /** Adds bytes that no report sent, unless it did or nobody asks for them. */
  public void generate(int slot, byte[] value) {
    if (slot >= 0 && kinds[slot] == ABSENT) {
      objects[slot] = value;
      generate(slot, RAW);
    }
  }

  /** Adds a map that no report sent, unless it did or nobody asks for it. */
  public void generate(int slot, Map<String, String> value) {
    if (slot >= 0 && kinds[slot] == ABSENT) {
      maps[slot].clear();
      value.forEach(maps[slot]::add);
      generate(slot, TEXT_MAP);
    }
  }

  private void generate(int slot, int kind) {
    kinds[slot] = (byte) kind;
    generated[generatedCount++] = slot;
  }

  int kindOf(int slot) {
    return kinds[slot];
  }

  long numberOf(int slot) {
    return numbers[slot];
  }

  int nanosOf(int slot) {
    return nanos[slot];
  }

  Entries mapOf(int slot) {
    return maps[slot];
  }

  /** What a slot holds, as a message shows it. */
  String shown(int slot) {
    return switch (kinds[slot]) {
      case TEXT -> String.valueOf(objects[slot]);
      case REAL -> Double.toString(Double.longBitsToDouble(numbers[slot]));
      case FLAG -> Boolean.toString(numbers[slot] != 0);
      case SPAN -> GoDuration.format(numbers[slot]);
      case RAW -> new String((byte[]) raw(slot), StandardCharsets.ISO_8859_1);
      case TEXT_MAP -> maps[slot].toString();
      default -> Long.toString(numbers[slot]);
    };
  }

  Object raw(int slot) {
    Object value = objects[slot];
    if (value == null) {
      throw new IllegalStateException("slot " + slot + " holds no object");
    }
    return value;
  }
}
