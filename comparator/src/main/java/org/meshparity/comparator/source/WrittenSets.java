package org.meshparity.comparator.source;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How label sets were written, byte for byte, so that one that comes again is not taken apart
 * again. What stands in {@code le} is left open: it changes from element to element. Bytes that are
 * the same but for that, with a known plain text in it, mean the same labels; no hash is trusted.
 *
 * <p>The next set is mostly the same one, with another {@code le}, or the one that followed it in
 * the answer before. Memory is bounded: once full, others are read as if nothing was known.
 */
final class WrittenSets {

  private static final int NONE = -1;
  private static final int MOST_BYTES = 1 << 26;
  private static final int LEAST_BYTES = 1 << 22;

  /** Both sides of a run have some, and need most of what there is for other things. */
  private static final int PART = 32;

  private static final int CHUNK = 1 << 20;
  private static final int MOST_LES = 256;
  private static final int LONGEST_LE = 24;

  private final int mostBytes;
  private byte[] @Nullable [] chunks = new byte[4][];
  private int used;

  // One for each form: a set has one without le and one with it.
  private int[] starts = new int[64];
  private int[] heads = new int[64]; // how long it is up to le's value; 0 for an unknown form
  private int[] tails = new int[64]; // and behind that
  private int[] nexts = new int[64]; // which form followed; it may be unknown

  private byte[] @Nullable [] les = new byte[8][];
  private int[] nextLes = new int[8];

  private int last = NONE;
  private int lastLe;
  private int first = NONE;
  private int matched = NONE;
  private int matchedLe;

  WrittenSets() {
    this(
        (int) Math.max(LEAST_BYTES, Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / PART)));
  }

  WrittenSets(int mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** An answer begins. */
  void begin() {
    last = NONE;
    lastLe = 0;
  }

  /** Which set matched. */
  int set() {
    return matched >> 1;
  }

  /** And with which {@code le}. */
  int le() {
    return matchedLe;
  }

  /**
   * Looks whether a known set is written here.
   *
   * @param from where its first label would start
   * @param end behind the last byte that may be looked at
   * @return behind its last label, or 0 if it is another one, or one that is not likely
   */
  int match(byte[] text, int from, int end) {
    int likely = last == NONE ? first : nexts[last];
    int behind = last != NONE && isWithLe(last) ? matches(last, text, from, end) : 0;
    return behind == 0 && likely != NONE ? matches(likely, text, from, end) : behind;
  }

  private static boolean isWithLe(int form) {
    return (form & 1) == 1;
  }

  private int matches(int form, byte[] text, int from, int end) {
    int behindHead = from + heads[form];
    if (heads[form] == 0 || behindHead + tails[form] + LONGEST_LE > end) {
      return 0;
    }
    byte[] chunk = chunks[starts[form] / CHUNK];
    int start = starts[form] % CHUNK;
    int tail = start + heads[form];
    if (!Arrays.equals(chunk, start, tail, text, from, behindHead)) {
      return 0;
    }
    int le = isWithLe(form) ? le(text, behindHead) : 0;
    int behindLe = behindHead + length(le);
    int behind = behindLe + tails[form];
    if (le == NONE || !Arrays.equals(chunk, tail, tail + tails[form], text, behindLe, behind)) {
      return 0;
    }
    matched = form;
    matchedLe = le;
    return behind;
  }

  private int length(int le) {
    byte[] written = le <= 0 ? null : les[le];
    return written == null ? 0 : written.length;
  }

  /** Which known le is written up to the next quote: mostly the one that followed the last one. */
  private int le(byte[] text, int from) {
    int likely = lastLe < nextLes.length ? nextLes[lastLe] : 0;
    if (isLe(likely, text, from)) {
      return likely;
    }
    for (int le = 1; le < les.length; le++) {
      if (isLe(le, text, from)) {
        return le;
      }
    }
    return NONE;
  }

  private boolean isLe(int le, byte[] text, int from) {
    byte[] written = le < les.length ? les[le] : null;
    return written != null
        && text[from + written.length] == '"'
        && Arrays.equals(written, 0, written.length, text, from, from + written.length);
  }

  /** What matched was right, and the next one will follow it. */
  void follow() {
    follow(matched, matchedLe);
  }

  private void follow(int form, int le) {
    if (last == NONE) {
      first = form;
    } else if (form != last) {
      nexts[last] = form;
    }
    if (le < nextLes.length && lastLe < nextLes.length) {
      nextLes[lastLe] = le;
    }
    last = form;
    lastLe = le;
  }

  /**
   * Notes how a set is written, and that it came next.
   *
   * @param from where its first label starts
   * @param leFrom where the value of le starts; where the labels end if there is none
   * @param leTo where it ends
   * @param to behind the last label
   */
  void note(int set, int le, byte[] text, int from, int leFrom, int leTo, int to) {
    int form = 2 * set + (le == 0 ? 0 : 1);
    if (form < 0 || (form >= starts.length && used > mostBytes - CHUNK)) {
      return; // no room for more
    }
    room(form);
    if (isNoted(le, text, leFrom, leTo) && heads[form] == 0) {
      keep(form, text, from, leFrom, leTo, to);
    }
    follow(form, le);
  }

  private boolean isNoted(int le, byte[] text, int from, int to) {
    if (le == 0) {
      return true;
    }
    if (to - from > LONGEST_LE || le >= MOST_LES) {
      return false;
    }
    if (le >= les.length) {
      les = Arrays.copyOf(les, 2 * le);
      nextLes = Arrays.copyOf(nextLes, 2 * le);
    }
    if (les[le] == null) {
      les[le] = Arrays.copyOfRange(text, from, to);
    }
    return true;
  }

  private void keep(int form, byte[] text, int from, int leFrom, int leTo, int to) {
    int head = leFrom - from;
    int tail = to - leTo;
    int start = CHUNK - used % CHUNK < head + tail ? (used / CHUNK + 1) * CHUNK : used;
    if (head + tail > CHUNK || start > mostBytes - CHUNK) {
      return;
    }
    int place = start / CHUNK;
    if (place == chunks.length) {
      chunks = Arrays.copyOf(chunks, 2 * place);
    }
    byte[] chunk = chunks[place];
    if (chunk == null) {
      chunk = new byte[CHUNK];
      chunks[place] = chunk;
    }
    System.arraycopy(text, from, chunk, start % CHUNK, head);
    System.arraycopy(text, leTo, chunk, start % CHUNK + head, tail);
    used = start + head + tail;
    starts[form] = start;
    heads[form] = head;
    tails[form] = tail;
  }

  private void room(int form) {
    if (form >= starts.length) {
      int larger = Math.max(form + 1, 2 * starts.length);
      starts = Arrays.copyOf(starts, larger);
      heads = Arrays.copyOf(heads, larger);
      tails = Arrays.copyOf(tails, larger);
      nexts = Arrays.copyOf(nexts, larger);
    }
  }
}
