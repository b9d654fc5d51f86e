package org.meshparity.comparator.preflight;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.preflight.Lookup.Earlier;
import org.meshparity.comparator.preflight.Lookup.Present;
import org.meshparity.comparator.preflight.PreflightFinding.Kind;
import org.meshparity.comparator.preflight.TargetFacts.OneTarget;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.rules.LabelMatchers;
import org.meshparity.rules.Suggestion;

/**
 * Finds out why mapped series are not there, from the most telling reason to the least: of another
 * type, their targets down, gone since some moment, there under labels that the selector leaves
 * out, known but never of these targets, and unknown by name. Only what is missing is asked for, so
 * that a sound set-up pays nothing.
 */
final class Ladder {

  /** A target that went down about when its series were last seen took them with it. */
  private static final long ABOUT_MS = 10 * 60_000;

  private static final String DAYS = Lookup.HISTORY_MS / (24 * 3_600_000) + " days";

  private final PreflightSide side;
  private final PreflightSide other;
  private final Set<String> ofOther;
  private final Set<String> there;
  private final Lookup lookup;
  private final List<String> by;
  private final Whereabouts whereabouts;
  private List<Present> rows = List.of();
  private List<Earlier> before = new ArrayList<>();
  private final Map<String, List<String>> alike = new HashMap<>();

  /**
   * Of one side.
   *
   * @param ofOther names that the other side is read from
   * @param there mapped names that this side has
   */
  Ladder(
      PreflightSide side,
      PreflightSide other,
      Set<String> ofOther,
      Set<String> there,
      Lookup lookup,
      List<MappedPart> missing) {
    this.ofOther = ofOther;
    this.there = there;
    this.side = side;
    this.other = other;
    this.lookup = lookup;
    Set<String> labels = new LinkedHashSet<>();
    labelsOf(side.selector(), labels);
    labelsOf(other.selector(), labels);
    missing.forEach(part -> labelsOf(part.part().where(), labels));
    this.by = List.copyOf(labels.isEmpty() ? Set.of("job") : labels);
    this.whereabouts = new Whereabouts(by);
  }

  private static void labelsOf(LabelMatchers matchers, Set<String> into) {
    matchers.matchers().forEach(matcher -> into.add(matcher.label()));
  }

  /** One reason for each. */
  List<Rung> climb(List<MappedPart> missing) throws SourceUnavailable {
    Set<String> mains = new TreeSet<>();
    Set<String> all = new TreeSet<>();
    for (MappedPart part : missing) {
      mains.addAll(part.mains());
      part.part().names().forEach(name -> all.addAll(part.disguises(name)));
    }
    all.addAll(mains);
    rows = lookup.present(all, LabelMatchers.ALL, by);
    Set<String> shown = new TreeSet<>(mains);
    shown.retainAll(rows.stream().map(Present::name).toList());
    mains.removeAll(shown);
    before = new ArrayList<>();
    if (!shown.isEmpty()) { // others show them now, so only this side's own past is of interest
      before.addAll(lookup.earlier(shown, side.selector(), by));
    }
    if (!mains.isEmpty()) {
      before.addAll(lookup.earlier(mains, LabelMatchers.ALL, by));
    }
    List<Rung> rungs = new ArrayList<>();
    for (MappedPart part : missing) {
      rungs.add(rung(part));
    }
    return rungs;
  }

  private Rung rung(MappedPart part) throws SourceUnavailable {
    Optional<Rung> disguised = new Disguises(side, lookup, rows).of(part);
    if (disguised.isPresent()) {
      return disguised.get();
    }
    Long last = lastSeen(part);
    List<OneTarget> down =
        side.facts().current(side.interval()).stream().filter(one -> !one.up()).toList();
    if (tookItAlong(down, last)) {
      return targetDown(part, down);
    }
    List<Present> elsewhere = elsewhere(part);
    if (last != null) {
      return goneSince(part, last, elsewhere);
    }
    if (!elsewhere.isEmpty()) {
      return tooNarrow(part, elsewhere);
    }
    return known(part) ? neverThere(part) : noSuchName(part);
  }

  private @Nullable Long lastSeen(MappedPart part) {
    Long last = null;
    for (Earlier row : before) {
      boolean own = side.selector().matches(row.labels()::get);
      if (own && part.mains().contains(row.name()) && (last == null || row.lastMs() > last)) {
        last = row.lastMs();
      }
    }
    return last;
  }

  /** All targets are down, or one went down about when the series was last seen. */
  private boolean tookItAlong(List<OneTarget> down, @Nullable Long last) {
    if (down.isEmpty()) {
      return false;
    }
    if (down.size() == side.facts().current(side.interval()).size()) {
      return true;
    }
    return last != null
        && down.stream()
            .anyMatch(
                one ->
                    one.lastGood() >= 0
                        && Math.abs(one.lastGood() - side.offset() - last) <= ABOUT_MS);
  }

  private Rung targetDown(MappedPart part, List<OneTarget> down) {
    int all = side.facts().current(side.interval()).size();
    return new Rung(
        part,
        Kind.TARGET_DOWN,
        "no series of %s, as "
            + Targets.howMany(down.size(), all)
            + " cannot be scraped: "
            + Targets.down(side, down),
        Targets.DOWN_REMEDY,
        "up{" + side.targets() + "}");
  }

  /** Series of its names that no side reads, at the window's end. */
  private List<Present> elsewhere(MappedPart part) {
    LabelMatchers own = part.matchers(side.selector());
    return rows.stream()
        .filter(row -> part.mains().contains(row.name()))
        .filter(row -> !own.matches(row.labels()::get))
        .filter(row -> !others(row))
        .toList();
  }

  /** Whether the other side is read from it. */
  private boolean others(Present row) {
    return ofOther.contains(row.name()) && other.selector().matches(row.labels()::get);
  }

  private Rung goneSince(MappedPart part, long last, List<Present> elsewhere) {
    String until = Instant.ofEpochSecond(last / 1000).toString();
    String moved = elsewhere.isEmpty() ? "" : "; now it is there with " + whereabouts.of(elsewhere);
    return new Rung(
        part,
        Kind.GONE_SINCE,
        "no series of %s any more: last there with {"
            + side.selector()
            + "} at about "
            + until
            + moved,
        "see what was changed then: the emitter switched off, a target or a scrape job removed or"
            + " relabelled; a window that ends before can still be compared (--at)",
        query(part, side.selector()));
  }

  private Rung tooNarrow(MappedPart part, List<Present> elsewhere) {
    boolean matches =
        elsewhere.stream().anyMatch(row -> side.selector().matches(row.labels()::get));
    String selector = part.matchers(side.selector()).toString();
    String option = "--" + side.word() + "-selector";
    return new Rung(
        part,
        Kind.SELECTOR_TOO_NARROW,
        "no series of %s matches {"
            + selector
            + "}; there are such with "
            + whereabouts.of(elsewhere),
        matches
            ? "correct the condition (where) of this series in the pack"
            : "set the selector ("
                + option
                + ") to "
                + whereabouts.asSelector(elsewhere.get(0))
                + ", or correct the labels that the scrape configuration gives",
        query(part, LabelMatchers.ALL));
  }

  private boolean known(MappedPart part) {
    return rows.stream().anyMatch(row -> part.mains().contains(row.name()))
        || before.stream().anyMatch(row -> part.mains().contains(row.name()));
  }

  private Rung neverThere(MappedPart part) {
    boolean ofOther = rows.stream().anyMatch(row -> part.mains().contains(row.name()));
    String who =
        ofOther
            ? source() + " has it of the other side only, {" + other.selector() + "}"
            : "others showed it, but do not any more";
    return new Rung(
        part,
        Kind.NEVER_THERE,
        "no series of %s with {"
            + part.matchers(side.selector())
            + "}, now or in the "
            + DAYS
            + " before; "
            + who,
        "switch on what emits it on the "
            + side.word()
            + " side, or correct the selector (--"
            + side.word()
            + "-selector)",
        query(part, side.selector()));
  }

  private Rung noSuchName(MappedPart part) throws SourceUnavailable {
    String name = part.mains().get(0);
    int end = name.indexOf('_');
    String near = "";
    if (end >= 3) {
      String prefix = name.substring(0, end + 1);
      if (!alike.containsKey(prefix)) {
        alike.put(prefix, lookup.alike(prefix, side.targets(), there));
      }
      near =
          Suggestion.near(name, alike.getOrDefault(prefix, List.of()))
              .map(word -> "; near it is " + word)
              .orElse("");
    }
    return new Rung(
        part,
        Kind.NO_SUCH_NAME,
        "no series of %s on " + source() + " at all, now or in the " + DAYS + " before" + near,
        "correct the name in the pack (series), or switch on what emits it",
        query(part, LabelMatchers.ALL));
  }

  private String query(MappedPart part, LabelMatchers matchers) {
    return lookup.query(part.mains().get(0), matchers, by);
  }

  private String source() {
    return side.source().name();
  }
}
