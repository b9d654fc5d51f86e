package org.meshparity.tests.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which groups of a {@link StubMesh} a selector means, by what it says of their two workloads. */
final class StubSelection {

  private static final Pattern MATCHER =
      Pattern.compile("(source|destination)_workload(=~|=|!~)\"([^\"]*)\"");

  private record Matching(String label, boolean wanted, Pattern values) {
    boolean fits(String of, String value) {
      return !of.equals(label) || values.matcher(value).matches() == wanted;
    }
  }

  private final List<Matching> matchers = new ArrayList<>();
  private final Map<String, Boolean> known = new HashMap<>();

  StubSelection(String query) {
    Matcher found = MATCHER.matcher(query);
    while (found.find()) {
      String value = found.group(3).replace("\\\\", "\\");
      String expression = found.group(2).equals("=") ? Pattern.quote(value) : value;
      matchers.add(
          new Matching(found.group(1), !found.group(2).equals("!~"), Pattern.compile(expression)));
    }
  }

  /** Whether all groups are meant. */
  boolean all() {
    return matchers.isEmpty();
  }

  boolean has(String source, String destination) {
    return means("source", source) && means("destination", destination);
  }

  private boolean means(String label, String of) {
    return known.computeIfAbsent(
        of, value -> matchers.stream().allMatch(matcher -> matcher.fits(label, value)));
  }
}
