package org.meshparity.comparator.preflight;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.meshparity.comparator.preflight.Lookup.Present;
import org.meshparity.comparator.preflight.PreflightFinding.Kind;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.rules.LabelMatchers;

/** Recognises a series that is there under the name that another type would give it. */
final class Disguises {

  private final PreflightSide side;
  private final Lookup lookup;
  private final List<Present> rows;

  Disguises(PreflightSide side, Lookup lookup, List<Present> rows) {
    this.side = side;
    this.lookup = lookup;
    this.rows = rows;
  }

  Optional<Rung> of(MappedPart part) throws SourceUnavailable {
    LabelMatchers own = part.matchers(side.selector());
    Set<String> there = new TreeSet<>();
    for (Present row : rows) {
      if (own.matches(row.labels()::get)) {
        there.add(row.name());
      }
    }
    for (String name : part.part().names()) {
      if (there.contains(part.main(name))) {
        return Optional.empty();
      }
    }
    for (String name : part.part().names()) {
      Optional<Rung> rung = of(part, name, there);
      if (rung.isPresent()) {
        return rung;
      }
    }
    return Optional.empty();
  }

  private Optional<Rung> of(MappedPart part, String name, Set<String> there)
      throws SourceUnavailable {
    if (part.counter()) {
      return counter(part, name, there);
    }
    if (part.nativeForm()) {
      String count = name + "_count";
      return there.contains(count)
          ? rung(
              part,
              count,
              "a histogram with classic buckets, where the pack declares a native one",
              "declare buckets: classic for the "
                  + side.word()
                  + " side in the pack, or have the"
                  + " native histograms scraped")
          : Optional.empty();
    }
    return histogram(part, name, there);
  }

  private Optional<Rung> counter(MappedPart part, String name, Set<String> there) {
    String base = MappedPart.base(name);
    String spelled = name.equals(base) ? base + "_total" : base;
    if (there.contains(spelled)) {
      return rung(
          part,
          spelled,
          "only spelled " + (spelled.equals(base) ? "without _total" : "with _total"),
          "name both spellings in the pack: series: [" + name + ", " + spelled + "]");
    }
    String count = base + "_count";
    return there.contains(count)
        ? rung(
            part,
            count,
            "a histogram or a summary, where the pack declares a counter",
            "declare its type in the pack, or count " + count)
        : Optional.empty();
  }

  private Optional<Rung> histogram(MappedPart part, String name, Set<String> there)
      throws SourceUnavailable {
    String declared = part.histogram() ? "a histogram with classic buckets" : "a summary";
    if (there.contains(name)) {
      LabelMatchers own = part.matchers(side.selector());
      boolean isNative = !lookup.natives(List.of(name), own).isEmpty();
      return rung(
          part,
          name,
          (isNative ? "a native histogram" : "one plain number")
              + ", where the pack declares "
              + declared,
          isNative
              ? "declare buckets: native for the "
                  + side.word()
                  + " side in the pack, or have its"
                  + " classic buckets scraped as well"
              : "declare its type in the pack");
    }
    for (String ending : List.of("_total", "_bucket", "_sum")) {
      if (there.contains(name + ending)) {
        return rung(
            part,
            name + ending,
            ending.equals("_total")
                ? "a counter, where the pack declares " + declared
                : "incomplete, without its _count",
            ending.equals("_total")
                ? "declare its type in the pack"
                : "see what drops the series " + name + "_count on the way");
      }
    }
    return Optional.empty();
  }

  private Optional<Rung> rung(MappedPart part, String found, String what, String remedy) {
    LabelMatchers own = part.matchers(side.selector());
    return Optional.of(
        new Rung(
            part,
            Kind.OTHER_TYPE,
            "no series of %s, but of " + found + ": " + what,
            remedy,
            lookup.query(found, own, List.of())));
  }
}
