package org.meshparity.web.api;

import java.util.List;
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

  synchronized List<Pack> packs() {
    if (read.isEmpty()) {
      read = reading.get();
    }
    return read;
  }
}
