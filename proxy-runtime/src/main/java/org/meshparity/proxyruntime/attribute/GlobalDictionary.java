package org.meshparity.proxyruntime.attribute;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The words every client and every Mixer know, so that a report need not carry them.
 *
 * <p>The list only ever grew at its end, and all releases spoken here have the same 222 words. A
 * few hold quote characters ({@code '200'}): that is how the original generators read their source,
 * and both ends must agree on it.
 */
public final class GlobalDictionary {

  private static final List<String> WORDS = load();
  private static final Map<String, Integer> INDEXES = index(WORDS);

  private GlobalDictionary() {}

  /** How many words there are. */
  public static int size() {
    return WORDS.size();
  }

  /** The word at an index, or null when there is none. */
  static @Nullable String word(int index) {
    return index >= 0 && index < WORDS.size() ? WORDS.get(index) : null;
  }

  /** The index of a word, or null when the dictionary does not have it. */
  static @Nullable Integer indexOf(String word) {
    return INDEXES.get(word);
  }

  private static List<String> load() {
    try (InputStream in = GlobalDictionary.class.getResourceAsStream("global-dictionary.txt")) {
      if (in == null) {
        throw new IllegalStateException("global-dictionary.txt is missing from the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Integer> index(List<String> words) {
    Map<String, Integer> indexes = new HashMap<>();
    for (int i = 0; i < words.size(); i++) {
      indexes.putIfAbsent(words.get(i), i);
    }
    return Map.copyOf(indexes);
  }
}
