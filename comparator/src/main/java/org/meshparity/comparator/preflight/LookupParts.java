package org.meshparity.comparator.preflight;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.meshparity.comparator.series.Labels;
import org.meshparity.comparator.source.QuerySource;
import org.meshparity.comparator.source.QueryTooLarge;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.rules.LabelMatchers;
import org.meshparity.rules.LabelMatchers.Matcher;

/**
 * Asks about some names in as many parts as a server wants: fewer names, then fewer targets of one.
 * What the parts answer has to be put together by whoever asks.
 */
final class LookupParts {

  /** So many instances are named in one query at most. */
  private static final int NAMED_INSTANCES = 300;

  /** A question about some names on some targets. */
  @FunctionalInterface
  interface About {
    String promql(Collection<String> names, LabelMatchers matchers);
  }

  /** Puts a question. */
  @FunctionalInterface
  interface Asking {
    void ask(String promql, QuerySource.VectorSink into) throws SourceUnavailable;
  }

  private record Element(Labels labels, double value) {}

  private final List<String> instances;
  private final Asking asking;

  /**
   * For one side.
   *
   * @param instances its targets, by which one name is split
   */
  LookupParts(List<String> instances, Asking asking) {
    this.instances = instances;
    this.asking = asking;
  }

  /** Hands over the elements of all parts. */
  void ask(
      Collection<String> names, LabelMatchers matchers, About about, QuerySource.VectorSink into)
      throws SourceUnavailable {
    ask(List.copyOf(names), instances, matchers, about, into);
  }

  private void ask(
      List<String> names,
      List<String> targets,
      LabelMatchers matchers,
      About about,
      QuerySource.VectorSink into)
      throws SourceUnavailable {
    List<Element> found = new ArrayList<>();
    try {
      asking.ask(
          about.promql(names, matchers), (labels, value) -> found.add(new Element(labels, value)));
    } catch (QueryTooLarge tooLarge) {
      if (names.size() > 1) {
        int half = names.size() / 2;
        ask(names.subList(0, half), targets, matchers, about, into);
        ask(names.subList(half, names.size()), targets, matchers, about, into);
      } else if (targets.size() > 1) {
        int some = Math.min(targets.size() / 2, NAMED_INSTANCES);
        List<String> first = targets.subList(0, some);
        List<String> others = targets.subList(some, targets.size());
        ask(names, first, matchers.and(on(Matcher.oneOf("instance", first))), about, into);
        ask(names, others, matchers.and(on(Matcher.noneOf("instance", first))), about, into);
      } else {
        throw tooLarge;
      }
      return;
    }
    found.forEach(one -> into.accept(one.labels(), one.value()));
  }

  private static LabelMatchers on(Matcher instances) {
    return new LabelMatchers(List.of(instances));
  }
}
