package org.meshparity.rules;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;

/**
 * A range of releases, both ends included: {@code 1.5 - 1.8} holds 1.5.0 and 1.8.6, {@code 1.5.0 -
 * 1.5.1} does not hold 1.5.2. A release without its last number is the first of its line.
 */
record Releases(String first, String last) {

  private static final Pattern ONE = Pattern.compile("[0-9]{1,4}(\\.[0-9]{1,4}){1,2}");

  /** A release, e.g. {@code 1.5} or {@code 1.5.1}. */
  static boolean isRelease(String text) {
    return ONE.matches(text);
  }

  static Releases parse(String text) {
    String[] ends = text.split(" - ", -1);
    boolean sound = ends.length <= 2;
    for (String end : ends) {
      sound &= isRelease(end);
    }
    if (!sound || compare(ends[0], ends[ends.length - 1]) > 0) {
      throw new IllegalArgumentException("must be a range of releases like \"1.3 - 1.8\"");
    }
    return new Releases(ends[0], ends[ends.length - 1]);
  }

  boolean holds(String release) {
    return compare(first, release) <= 0 && compare(cut(release, last), last) <= 0;
  }

  boolean overlaps(Releases other) {
    return holds(other.first) || other.holds(first);
  }

  /** As many numbers of a release as the end of the range has: 1.8.6 is still 1.8. */
  private static String cut(String release, String end) {
    return end.indexOf('.') == end.lastIndexOf('.')
        ? release.replaceFirst("^([0-9]+\\.[0-9]+).*", "$1")
        : release;
  }

  private static int compare(String one, String other) {
    List<Integer> a = numbers(one);
    List<Integer> b = numbers(other);
    for (int i = 0; i < 3; i++) {
      int order = Integer.compare(a.get(i), b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static List<Integer> numbers(String release) {
    List<Integer> numbers = new ArrayList<>();
    for (String part : release.split("\\.", -1)) {
      numbers.add(Integer.parseInt(part));
    }
    while (numbers.size() < 3) {
      numbers.add(0);
    }
    return numbers;
  }

  @Override
  public String toString() {
    return first.equals(last) ? first : first + " - " + last;
  }
}
