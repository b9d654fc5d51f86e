package org.meshparity.comparator.envelope;

import org.jspecify.annotations.Nullable;

/**
 * One string for all that are equal. Hashes stand in a row of their own, so that strings that are
 * not wanted are hardly ever touched, and there is no object for each of them but the string.
 */
final class InternedTexts {

  private int[] hashes = new int[64];
  private @Nullable String[] texts = new String[64];
  private int size;

  /** The one that stands for all equal ones. */
  String of(String text) {
    int hash = text.hashCode();
    int mask = texts.length - 1;
    int slot = slot(hash);
    for (String known = texts[slot]; known != null; known = texts[slot]) {
      if (hashes[slot] == hash && known.equals(text)) {
        return known;
      }
      slot = (slot + 1) & mask;
    }
    hashes[slot] = hash;
    texts[slot] = text;
    size++;
    if (2 * size > texts.length) {
      grow();
    }
    return text;
  }

  private void grow() {
    int[] knownHashes = hashes;
    @Nullable String[] known = texts;
    hashes = new int[2 * known.length];
    texts = new String[hashes.length];
    for (int i = 0; i < known.length; i++) {
      if (known[i] != null) {
        int slot = slot(knownHashes[i]);
        while (texts[slot] != null) {
          slot = (slot + 1) & (texts.length - 1);
        }
        hashes[slot] = knownHashes[i];
        texts[slot] = known[i];
      }
    }
  }

  private int slot(int hash) {
    return ((hash * 0x9E3779B9) >>> 7) & (texts.length - 1);
  }
}
