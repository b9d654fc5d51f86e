package org.meshparity.proxyruntime.vectors;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.meshparity.proxyruntime.vectors.ScrapedPage.Sample;

/** How a case wants the page compared. Each way says what is wrong, or that nothing is. */
enum Match {
  /**
   * The metric is there with these series and no other, each with exactly these labels, an empty
   * value being written as one.
   */
  EXACT("exact") {
    @Override
    Optional<String> mismatch(List<Vector> family, Vector one, List<Sample> actual) {
      Map<Map<String, String>, Double> wanted = new TreeMap<>(BY_TEXT);
      family.forEach(each -> wanted.put(new TreeMap<>(each.labels()), each.value()));
      Map<Map<String, String>, Double> found = new TreeMap<>(BY_TEXT);
      actual.forEach(each -> found.put(each.labels(), each.value()));
      if (wanted.equals(found)) {
        return Optional.empty();
      }
      return Optional.of("must be exactly\n  " + wanted + "\nwas\n  " + found);
    }
  },

  /** Some series has these labels among others, as they are written, and the value. */
  SUBSET("subset") {
    @Override
    Optional<String> mismatch(List<Vector> family, Vector one, List<Sample> actual) {
      boolean found =
          actual.stream()
              .filter(each -> each.labels().entrySet().containsAll(one.labels().entrySet()))
              .anyMatch(each -> one.value() == null || one.value() == each.value());
      return found ? Optional.empty() : missing(one, actual);
    }
  },

  /** What a PromQL selector of these labels selects adds up to the value, if one is wanted. */
  SELECTOR("PromQL") {
    @Override
    Optional<String> mismatch(List<Vector> family, Vector one, List<Sample> actual) {
      List<Sample> selected =
          actual.stream().filter(each -> each.isSelectedBy(one.labels())).toList();
      double sum = selected.stream().mapToDouble(Sample::value).sum();
      boolean found = !selected.isEmpty() && (one.value() == null || one.value() == sum);
      return found ? Optional.empty() : missing(one, actual);
    }
  };

  private static final java.util.Comparator<Map<String, String>> BY_TEXT =
      java.util.Comparator.comparing(Map::toString);

  private final String word;

  Match(String word) {
    this.word = word;
  }

  /** The way a case's {@code match} begins to describe. */
  static Match of(String description) {
    for (Match each : values()) {
      if (description.startsWith(each.word)) {
        return each;
      }
    }
    throw new IllegalArgumentException(
        "match must begin with exact, subset or PromQL, was \"" + description + "\"");
  }

  /**
   * What is wrong with the samples of the metric; empty when nothing is.
   *
   * @param family all cases of this run that speak of the same metric on the same side
   */
  abstract Optional<String> mismatch(List<Vector> family, Vector one, List<Sample> actual);

  private static Optional<String> missing(Vector one, List<Sample> actual) {
    return Optional.of(
        "no series with " + one.labels() + " and value " + one.value() + " among\n  " + actual);
  }
}
