package org.meshparity.rules;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;

/** What somebody who mistyped a word may have meant. */
public final class Suggestion {

  private static final int LONGEST = 60;
  private static final int MOST = 30;

  private Suggestion() {}

  /** {@code "; did you mean x?"} for a near word, else all that are allowed. */
  static String of(String typed, Collection<String> known) {
    return near(typed, known)
        .map(word -> "; did you mean " + word + "?")
        .orElseGet(() -> "; allowed: " + some(known));
  }

  /** The nearest word, if one is near at all. */
  public static Optional<String> near(String typed, Collection<String> known) {
    return known.stream()
        .filter(word -> word.length() <= LONGEST)
        .filter(word -> distance(typed, word) <= Math.max(1, word.length() / 3))
        .min(Comparator.comparingInt(word -> distance(typed, word)));
  }

  private static String some(Collection<String> known) {
    String words = known.stream().limit(MOST).collect(Collectors.joining(", "));
    return known.size() > MOST ? words + ", …" : words;
  }

  /** Levenshtein's: how many letters to insert, remove or replace. */
  private static int distance(String a, String b) {
    if (a.length() > LONGEST) {
      return a.length();
    }
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
