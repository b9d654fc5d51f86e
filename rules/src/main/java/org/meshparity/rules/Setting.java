package org.meshparity.rules;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * For what a pack is read: behind its name as {@code pack@1.5} or {@code pack@1.5,policy-checks}.
 * What a pack says of some releases only, or of an installation with something switched on, holds
 * nowhere else; and where nothing is said of the releases in use, it does not hold, so that a gap
 * is shown rather than explained away.
 *
 * @param release of what exposes the candidate's metrics; empty if nobody said
 * @param options what is switched on
 */
record Setting(Optional<String> release, Set<String> options) {

  /** Nobody said anything. */
  static final Setting UNKNOWN = new Setting(Optional.empty(), Set.of());

  Setting {
    options = new LinkedHashSet<>(options);
  }

  /**
   * Reads what follows the at sign.
   *
   * @throws IllegalArgumentException if it names two releases or nothing
   */
  static Setting parse(String text) {
    Optional<String> release = Optional.empty();
    Set<String> options = new LinkedHashSet<>();
    for (String word : List.of(text.split(",", -1))) {
      boolean isRelease = Releases.isRelease(word);
      if (word.isBlank() || (isRelease && release.isPresent())) {
        throw new IllegalArgumentException("must name one release, options or both: pack@1.5,x");
      }
      if (isRelease) {
        release = Optional.of(word);
      } else {
        options.add(word);
      }
    }
    return new Setting(release, options);
  }

  /** Whether what a section says holds here. */
  boolean holds(Section section) {
    Optional<Releases> releases = section.quiet().optional("releases", Kind.RELEASES);
    Optional<String> with = section.quiet().optional("only-with", Kind.ID);
    boolean here = releases.isEmpty() || release.map(releases.get()::holds).orElse(false);
    return here && (with.isEmpty() || options.contains(with.get()));
  }

  /** As it stands behind a pack's name; empty if nobody said anything. */
  String suffix() {
    Set<String> words = new LinkedHashSet<>();
    release.ifPresent(words::add);
    words.addAll(options);
    return words.isEmpty() ? "" : "@" + String.join(",", words);
  }
}
