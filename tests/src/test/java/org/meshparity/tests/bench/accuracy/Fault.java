package org.meshparity.tests.bench.accuracy;

import java.util.Map;
import java.util.Set;
import org.meshparity.comparator.simulation.Dice;
import org.meshparity.comparator.simulation.Generation;

/**
 * What is wrong with one mesh.
 *
 * @param size of what the kind says
 * @param side which generation is wrong
 * @param affected the streams it is wrong about
 * @param twins where calls of a stream are counted instead, with other labels or names
 */
record Fault(
    FaultKind kind, double size, Generation side, Set<Stream> affected, Map<Stream, Stream> twins) {

  private static final long NANOS_250_MS = 250_000_000;
  private static final long NANOS_JUST_BELOW = 249_300_001;

  private boolean strikes(Generation generation, Stream stream) {
    return generation == side && affected.contains(stream);
  }

  /** How often a generation counts the next call. */
  int copies(Generation generation, Stream stream, Dice dice) {
    if (generation != side && twins.containsValue(stream)) {
      return 0;
    }
    if (!strikes(generation, stream)) {
      return 1;
    }
    return switch (kind) {
      case REPORTS_LOST -> dice.chance(size) ? 0 : 1;
      case COUNTED_TWICE -> 2;
      case ONE_GENERATION -> 0;
      default -> 1;
    };
  }

  /** Where it counts it. */
  Stream into(Generation generation, Stream stream, Dice dice) {
    Stream twin = generation == side ? twins.get(stream) : null;
    return twin != null && kind != FaultKind.PROBES_COUNTED && dice.chance(size) ? twin : stream;
  }

  /** How long it says that the call took. */
  long nanos(Generation generation, Stream stream, long nanos, Dice dice) {
    if (!strikes(generation, stream)) {
      return nanos;
    }
    return switch (kind) {
      case OTHER_UNIT -> CallMaker.offBounds(nanos / 1000);
      case SLOWER -> CallMaker.offBounds(Math.round(nanos * (1 + size)));
      case WRONG_BUCKET -> nanos > NANOS_250_MS && dice.chance(size) ? NANOS_JUST_BELOW : nanos;
      default -> nanos;
    };
  }

  /** How large it says that the call was. */
  long bytes(Generation generation, Stream stream, long bytes) {
    boolean more = kind == FaultKind.HEADERS_COUNTED && !stream.tcp();
    return more && strikes(generation, stream) ? bytes + Math.round(size) : bytes;
  }

  String row() {
    return kind.row(size);
  }
}
