package org.meshparity.comparator.cause;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a pack would have to say of a label for two spellings of it to be one: the simplest of its
 * own words that maps all values seen, as a line that can be pasted.
 */
final class ValueMap {

  private static final Pattern PORT = Pattern.compile("(?<!:):[0-9]+$");
  private static final int MOST_VALUES = 20;

  private final String label;
  private final List<Set<String>> before = new ArrayList<>();
  private final List<Set<String>> after = new ArrayList<>();

  ValueMap(String label) {
    this.label = label;
  }

  /** Values that legacy has and, for the same traffic, values that the candidate has. */
  void add(Set<String> legacy, Set<String> candidate) {
    before.add(legacy);
    after.add(candidate);
  }

  /** The line; empty if nothing simple maps them. */
  Optional<String> snippet() {
    return spelling("candidate", after, before)
        .or(() -> spelling("legacy", before, after))
        .or(this::bothLower)
        .or(this::listed)
        .map(how -> "- {label: " + yaml(label) + ", " + how + "}");
  }

  private Optional<String> spelling(String side, List<Set<String>> from, List<Set<String>> to) {
    if (maps(value -> value.toLowerCase(Locale.ROOT), from, to)) {
      return Optional.of(side + ": {case: lower}");
    }
    String prefix = prefix(from, to);
    if (!prefix.isEmpty()
        && maps(v -> v.startsWith(prefix) ? v.substring(prefix.length()) : v, from, to)) {
      return Optional.of(side + ": {strip-prefix: " + yaml(prefix) + "}");
    }
    if (maps(value -> PORT.matcher(value).replaceFirst(""), from, to)) {
      return Optional.of(side + ": {strip: port}");
    }
    if (maps(
        value -> value.contains(".") ? value.substring(0, value.indexOf('.')) : value, from, to)) {
      return Optional.of(
          side + ": {regex: {match: " + yaml("([^.]+)\\..*") + ", replace: " + yaml("$1") + "}}");
    }
    return Optional.empty();
  }

  private Optional<String> bothLower() {
    List<Set<String>> lower =
        before.stream()
            .map(
                values ->
                    values.stream()
                        .map(value -> value.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet()))
            .toList();
    return maps(value -> value.toLowerCase(Locale.ROOT), after, lower)
        ? Optional.of("both: {case: lower}")
        : Optional.empty();
  }

  /** Whether every value becomes one of the other side's for the same traffic, and any changes. */
  private static boolean maps(
      UnaryOperator<String> how, List<Set<String>> from, List<Set<String>> to) {
    for (int i = 0; i < from.size(); i++) {
      for (String value : from.get(i)) {
        if (!to.get(i).contains(how.apply(value)) || value.isEmpty()) {
          return false;
        }
      }
    }
    return true;
  }

  /** What the first value begins with and the other side's do not. */
  private static String prefix(List<Set<String>> from, List<Set<String>> to) {
    String value = from.get(0).iterator().next();
    for (String other : to.get(0)) {
      if (!other.isEmpty() && value.length() > other.length() && value.endsWith(other)) {
        return value.substring(0, value.length() - other.length());
      }
    }
    return "";
  }

  /** Value by value, where each has one and only one that it can be. */
  private Optional<String> listed() {
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < after.size(); i++) {
      if (after.get(i).size() != 1 || before.get(i).size() != 1) {
        return Optional.empty();
      }
      String value = after.get(i).iterator().next();
      String meant = before.get(i).iterator().next();
      if (!meant.equals(values.getOrDefault(value, meant))) {
        return Optional.empty(); // one value stands for two: nothing maps it back
      }
      values.put(value, meant);
    }
    if (values.isEmpty() || values.size() > MOST_VALUES) {
      return Optional.empty();
    }
    return Optional.of(
        values.entrySet().stream()
            .map(entry -> yaml(entry.getKey()) + ": " + yaml(entry.getValue()))
            .collect(Collectors.joining(", ", "candidate: {values: {", "}}")));
  }

  /** Plain where that cannot be misread, else in double quotes, which YAML escapes as JSON does. */
  private static String yaml(String text) {
    boolean word = text.matches("[a-zA-Z_][a-zA-Z0-9_-]*");
    boolean truth = text.matches("(?i)(y|n|yes|no|on|off|true|false|null)");
    return word && !truth ? text : Text.quoted(text);
  }
}
