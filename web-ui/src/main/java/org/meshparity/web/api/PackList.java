package org.meshparity.web.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.meshparity.rules.Pack;
import org.meshparity.rules.Packs;

/** The packs a service can name to programs. To read them takes time, so only who asks waits. */
public final class PackList {

  private final Supplier<List<Pack>> reading;
  private List<Pack> read = List.of();

  private PackList(Supplier<List<Pack>> reading) {
    this.reading = reading;
  }

  /** These, which somebody has read already. */
  public static PackList of(Pack... packs) {
    List<Pack> all = List.of(packs);
    return new PackList(() -> all);
  }

  /** Those that come with the program. */
  public static PackList builtIn() {
    return new PackList(() -> Packs.builtInNames().stream().map(Packs::builtIn).toList());
  }

  /** Those, and these of its comparisons, each name once. */
  public static PackList builtInAnd(List<Pack> used) {
    PackList first = builtIn();
    return new PackList(
        () -> {
          Map<String, Pack> byName = new LinkedHashMap<>();
          first.packs().forEach(pack -> byName.put(pack.name(), pack));
          used.forEach(pack -> byName.put(pack.name(), pack));
          return List.copyOf(byName.values());
        });
  }

  synchronized List<Pack> packs() {
    if (read.isEmpty()) {
      read = reading.get();
    }
    return read;
  }
}
