package org.meshparity.proxyruntime.mixer.expression;

import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which attributes there are and what type they have; whatever else a report brings is no
 * attribute.
 *
 * @param types by attribute name
 */
public record Vocabulary(Map<String, ValueType> types) {

  private static final int LONGEST = 100;

  public Vocabulary {
    types = new TreeMap<>(types);
  }

  @Nullable ValueType typeOf(String name) {
    return types.get(name);
  }

  /** {@code "; did you mean x?"} for a word that is near, or nothing. */
  public static String hint(String word, Collection<String> known) {
    if (word.length() > LONGEST) {
      return "";
    }
    int most = Math.max(1, word.length() / 3);
    return known.stream()
        .filter(each -> Math.abs(each.length() - word.length()) <= most)
        .min(Comparator.comparingInt((String each) -> distance(word, each)))
        .filter(each -> distance(word, each) <= most)
        .map(each -> "; did you mean " + each + "?")
        .orElse("");
  }

  /** How many letters to add, drop or change. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
