package org.meshparity.tests.bench.accuracy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.meshparity.comparator.simulation.Family;
import org.meshparity.comparator.simulation.Generation;

/** What the processes of one mesh counted, by group and time. */
final class Truth {

  private final Mesh mesh;
  private final Map<Map<String, String>, List<Stream>> groups = new HashMap<>();
  private final Map<String, Measured> known = new HashMap<>();

  Truth(Mesh mesh) {
    this.mesh = mesh;
    for (Stream stream : mesh.streams()) {
      if (stream.prefix().isEmpty()) {
        groups.computeIfAbsent(stream.identity(), key -> new ArrayList<>()).add(stream);
      }
    }
  }

  Mesh mesh() {
    return mesh;
  }

  /** All groups that may occur, each with the streams that both sides add up for it. */
  Map<Map<String, String>, List<Stream>> groups() {
    return groups;
  }

  /** Whether a condition of every proof about the group does not hold. */
  boolean unprovable(Family family, Map<String, String> group) {
    return groups.getOrDefault(group, List.of()).stream()
        .anyMatch(stream -> mesh.unprovable().get(family).contains(stream));
  }

  /**
   * The truth about a group.
   *
   * @param windows each {from, until}, from exclusive, until inclusive, in microseconds
   */
  Measured measured(
      Generation generation, Family family, Map<String, String> group, List<long[]> windows) {
    StringBuilder key = new StringBuilder().append(generation).append(family).append(group);
    windows.forEach(window -> key.append(Arrays.toString(window)));
    return known.computeIfAbsent(key.toString(), k -> measure(generation, family, group, windows));
  }

  private Measured measure(
      Generation generation, Family family, Map<String, String> group, List<long[]> windows) {
    Longs values = new Longs();
    for (Stream stream : groups.getOrDefault(group, List.of())) {
      Counted counted = mesh.truth().get(generation).get(stream);
      if (counted != null && stream.families().contains(family)) {
        during(counted.at(), counted.values(family), windows, values);
      }
    }
    long[] sorted = values.toArray();
    Arrays.sort(sorted);
    return new Measured(sorted);
  }

  private static void during(long[] at, long[] what, List<long[]> windows, Longs into) {
    for (long[] window : windows) {
      for (int i = firstAfter(at, window[0]); i < at.length && at[i] <= window[1]; i++) {
        into.add(what[i]);
      }
    }
  }

  private static int firstAfter(long[] at, long moment) {
    int found = Arrays.binarySearch(at, moment + 1);
    int place = found < 0 ? -found - 1 : found;
    while (place > 0 && at[place - 1] == moment + 1) {
      place--;
    }
    return place;
  }
}
