package org.meshparity.comparator.preflight;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.meshparity.comparator.series.Labels;
import org.meshparity.comparator.source.QuerySource;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.rules.LabelMatchers;
import org.meshparity.rules.LabelMatchers.Matcher;
import org.meshparity.rules.LabelMatchers.Op;
import org.meshparity.rules.PromqlName;

/**
 * Asks by instant queries that any backend evaluates: no metadata, no status and no list of targets
 * is needed. What is there costs one query for all names; only what is missing costs more.
 */
final class QueriedLookup implements Lookup {

  private static final int FALLS = 3;
  private static final int SCRAPES = 20;
  private static final String SERIES = "series";

  private final QuerySource source;
  private final long at;
  private final long offset;
  private final long interval;
  private final long look;
  private final LookupParts parts;
  private final Set<String> warnings = new LinkedHashSet<>();
  private int asked;

  /**
   * At a moment.
   *
   * @param windowEnd in milliseconds, as the window has it
   */
  QueriedLookup(QuerySource source, long windowEnd, PreflightSide side) {
    this.source = source;
    this.offset = side.offset();
    this.at = windowEnd - offset;
    this.interval = side.intervalSeen();
    this.look = side.look();
    this.parts = new LookupParts(instances(side), (promql, into) -> ask(promql, at, into));
  }

  @Override
  public List<Present> present(Collection<String> names, LabelMatchers matchers, List<String> by)
      throws SourceUnavailable {
    Map<Labels, Double> found = new LinkedHashMap<>();
    parts.ask(
        names,
        matchers,
        (some, which) ->
            "count by (" + labels(by) + ") (last_over_time(" + any(some, which) + look() + "))",
        (labels, value) -> found.merge(labels, value, Double::sum));
    return found.entrySet().stream().map(one -> new Present(one.getKey(), one.getValue())).toList();
  }

  /**
   * Steps through the last day, and where that shows nothing through two weeks. Each step keeps one
   * row for a name, so that no server holds more than the series of one moment.
   */
  @Override
  public List<Earlier> earlier(Collection<String> names, LabelMatchers matchers, List<String> by)
      throws SourceUnavailable {
    List<Earlier> found = earlier(names, matchers, by, "[1d:5m]");
    Set<String> left = new LinkedHashSet<>(names);
    found.forEach(one -> left.remove(one.name()));
    if (!left.isEmpty()) {
      found.addAll(earlier(left, matchers, by, "[" + HISTORY_MS / 3_600_000 + "h:1h]"));
    }
    return found;
  }

  private List<Earlier> earlier(
      Collection<String> names, LabelMatchers matchers, List<String> by, String steps)
      throws SourceUnavailable {
    Map<Labels, Long> found = new LinkedHashMap<>();
    parts.ask(
        names,
        matchers,
        (some, which) -> earlier("count by (" + labels(by) + ") (" + any(some, which) + ")", steps),
        (labels, value) -> {
          Map<String, String> named = new TreeMap<>(labels.toMap());
          String name = named.remove(SERIES);
          named.put(Labels.NAME, name == null ? "" : name);
          found.merge(Labels.of(named), Math.round(value * 1000), Math::max);
        });
    List<Earlier> all = new ArrayList<>();
    found.forEach((labels, last) -> all.add(new Earlier(labels, last)));
    return all;
  }

  private static String earlier(String each, String steps) {
    return "max_over_time((label_replace("
        + each
        + ", \""
        + SERIES
        + "\", \"$1\", \"__name__\", \"(.+)\") * 0 + time())"
        + steps
        + ")";
  }

  @Override
  public List<String> alike(String prefix, LabelMatchers matchers, Collection<String> known)
      throws SourceUnavailable {
    Matcher begins = new Matcher(Labels.NAME, Op.REGEX, Pattern.quote(prefix) + ".*");
    List<String> names =
        new ArrayList<>(known.stream().filter(name -> name.startsWith(prefix)).sorted().toList());
    List<Matcher> which = new ArrayList<>(List.of(begins));
    if (!names.isEmpty()) {
      which.add(Matcher.noneOf(Labels.NAME, names));
    }
    String promql = "count by (__name__) ({" + new LabelMatchers(which).and(matchers) + "})";
    ask(promql, at, (labels, value) -> names.add(labels.get(Labels.NAME)));
    return names;
  }

  @Override
  public Map<String, Double> sums(Collection<String> names, LabelMatchers matchers)
      throws SourceUnavailable {
    Map<String, Double> sums = new HashMap<>();
    if (!names.isEmpty()) {
      parts.ask(
          names,
          matchers,
          (some, which) -> "sum by (__name__) (last_over_time(" + any(some, which) + look() + "))",
          (labels, value) -> sums.merge(labels.get(Labels.NAME), value, Double::sum));
    }
    return sums;
  }

  @Override
  public Map<String, Double> falling(Collection<String> names, LabelMatchers matchers)
      throws SourceUnavailable {
    Map<String, Double> falling = new HashMap<>();
    if (!names.isEmpty()) {
      parts.ask(
          names,
          matchers,
          (some, which) ->
              some.stream().map(name -> falling(name, which)).collect(Collectors.joining(" or ")),
          (labels, value) -> falling.merge(labels.get(SERIES), value, Double::sum));
    }
    return falling;
  }

  private String falling(String name, LabelMatchers matchers) {
    String value = quoted(name.replace("$", "$$"));
    return "label_replace(count(resets("
        + PromqlName.selector(name, matchers)
        + "["
        + SCRAPES * interval
        + "ms]) >= "
        + FALLS
        + "), \""
        + SERIES
        + "\", "
        + value
        + ", \"__name__\", \".*\")";
  }

  @Override
  public boolean anythingScrapedAt(long windowMs) throws SourceUnavailable {
    List<Double> found = new ArrayList<>();
    String promql = "count(last_over_time(up[5m]))";
    ask(promql, windowMs - offset, (labels, value) -> found.add(value));
    return !found.isEmpty();
  }

  @Override
  public List<String> natives(Collection<String> names, LabelMatchers matchers)
      throws SourceUnavailable {
    List<String> found = new ArrayList<>();
    for (String name : names) {
      String promql = "count(histogram_count(" + PromqlName.selector(name, matchers) + "))";
      ask(promql, at, (labels, value) -> found.add(name));
    }
    return found;
  }

  @Override
  public String query(String name, LabelMatchers matchers, List<String> by) {
    String labels = by.stream().map(PromqlName::label).collect(Collectors.joining(", "));
    String series = PromqlName.selector(name, matchers);
    return by.isEmpty() ? "count(" + series + ")" : "count by (" + labels + ") (" + series + ")";
  }

  @Override
  public int asked() {
    return asked;
  }

  @Override
  public List<String> warnings() {
    return List.copyOf(warnings);
  }

  private static List<String> instances(PreflightSide side) {
    return side.facts().targets().stream()
        .map(one -> one.target().instance())
        .distinct()
        .sorted()
        .toList();
  }

  private void ask(String promql, long atMs, QuerySource.VectorSink into) throws SourceUnavailable {
    asked++;
    warnings.addAll(source.query(promql, atMs, into));
  }

  private static String labels(List<String> by) {
    return by.stream()
        .map(PromqlName::label)
        .collect(Collectors.joining(",", "__name__,", ""))
        .replaceFirst(",$", "");
  }

  /** Series of any of these names; as many names as there are. */
  private static String any(Collection<String> names, LabelMatchers matchers) {
    String expression = names.stream().map(Pattern::quote).collect(Collectors.joining("|"));
    String others = matchers.matchers().isEmpty() ? "" : "," + matchers;
    return "{__name__=~" + quoted(expression) + others + "}";
  }

  /** As PromQL writes a text. */
  private static String quoted(String text) {
    return new Matcher(SERIES, Op.EQUAL, text).toString().substring(SERIES.length() + 1);
  }

  private String look() {
    return "[" + look + "ms]";
  }
}
