package org.meshparity.comparator.source.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Collects what is wrong with a file, so that its author mends all of it in one go. */
public final class FaultList {

  private static final int MOST = 50;

  private final List<String> faults = new ArrayList<>();

  /** Reads a part; if it is refused, that is noted and the reading can go on with the next one. */
  public <T> Optional<T> attempt(Supplier<T> reading) {
    try {
      return Optional.of(reading.get());
    } catch (SettingsFault fault) {
      for (String line : String.valueOf(fault.getMessage()).lines().toList()) {
        if (faults.size() < MOST && !faults.contains(line)) {
          faults.add(line);
        }
      }
      return Optional.empty();
    }
  }

  /**
   * Throws if anything was refused.
   *
   * @throws SettingsFault with all of it
   */
  public void refuse() {
    if (!faults.isEmpty()) {
      throw new SettingsFault(String.join("\n", faults));
    }
  }
}
