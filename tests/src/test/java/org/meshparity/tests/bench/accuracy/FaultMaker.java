package org.meshparity.tests.bench.accuracy;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.meshparity.comparator.simulation.Dice;
import org.meshparity.comparator.simulation.Family;
import org.meshparity.comparator.simulation.Generation;

/** Invents what is wrong with a mesh: everywhere, or at one workload. */
final class FaultMaker {

  private static final double SOUND = 0.25;
  private static final List<FaultKind> WRONG =
      List.of(FaultKind.values()).subList(1, FaultKind.values().length);
  private static final Map<String, String> NOBODY =
      Map.of(
          "source_workload", "unknown",
          "source_workload_namespace", "unknown",
          "source_app", "unknown",
          "source_version", "unknown");

  private final Dice dice;

  FaultMaker(Dice dice) {
    this.dice = dice;
  }

  /** Chosen first, since it says which metrics a mesh must have. */
  FaultKind kind() {
    return dice.chance(SOUND) ? FaultKind.NONE : dice.of(WRONG);
  }

  Fault make(FaultKind kind, List<Stream> streams) {
    double size = dice.of(kind.sizes());
    Generation side = eitherSide(kind) && dice.chance(0.3) ? other(kind) : usual(kind);
    Workload where = dice.of(streams).reporter();
    boolean everywhere = !local(kind) && dice.chance(0.6);
    Set<Stream> affected = new LinkedHashSet<>();
    Map<Stream, Stream> twins = new LinkedHashMap<>();
    for (Stream stream : streams) {
      if ((everywhere || stream.reporter().equals(where)) && concerns(kind, stream)) {
        affected.add(stream);
        twin(kind, stream, twins);
      }
    }
    return new Fault(kind, size, side, affected, twins);
  }

  private static boolean eitherSide(FaultKind kind) {
    return switch (kind) {
      case REPORTS_LOST, COUNTED_TWICE, ONE_GENERATION -> true;
      default -> false;
    };
  }

  /** Mixer loses reports; all else goes wrong in the proxies. */
  private static Generation usual(FaultKind kind) {
    return kind == FaultKind.REPORTS_LOST ? Generation.LEGACY : Generation.CANDIDATE;
  }

  private static Generation other(FaultKind kind) {
    return usual(kind) == Generation.LEGACY ? Generation.CANDIDATE : Generation.LEGACY;
  }

  private static boolean local(FaultKind kind) {
    return switch (kind) {
      case ONE_GENERATION, NO_TARGET, TARGET_DOWN -> true;
      default -> false;
    };
  }

  private static boolean concerns(FaultKind kind, Stream stream) {
    boolean server = "destination".equals(stream.identity().get("reporter"));
    return switch (kind) {
      case NONE -> false;
      case UNKNOWN_CALLERS, CALLER_OUTSIDE, PROBES_COUNTED -> server && !stream.tcp();
      case NO_RESPONSE -> "200".equals(stream.identity().get("response_code"));
      case OTHER_UNIT, SLOWER, WRONG_BUCKET -> stream.families().contains(Family.DURATION);
      case HEADERS_COUNTED -> stream.families().contains(Family.SIZE);
      default -> true;
    };
  }

  private void twin(FaultKind kind, Stream stream, Map<Stream, Stream> twins) {
    switch (kind) {
      case LABEL_DRIFTS -> twins.put(stream, drifted(stream));
      case UNKNOWN_CALLERS, CALLER_OUTSIDE, PROBES_COUNTED ->
          twins.put(stream, stream.twin(NOBODY, NOBODY));
      case NO_RESPONSE ->
          twins.put(
              stream, stream.twin(Map.of("response_code", "0"), Map.of("response_code", "500")));
      case EXPORTED_LABEL -> twins.put(stream, exported(stream));
      case MANGLED_NAME -> twins.put(stream, stream.named("my_dim___v____"));
      default -> {}
    }
  }

  private static Stream drifted(Stream stream) {
    String host = stream.identity().get("destination_service");
    String app = stream.identity().get("destination_app");
    Map<String, String> other =
        "unknown".equals(host)
            ? Map.of("destination_app", app + "-app")
            : Map.of("destination_service", app);
    return stream.twin(other, other);
  }

  private static Stream exported(Stream stream) {
    String app = stream.identity().get("destination_app");
    return stream.twin(
        Map.of("destination_app", "envoy", "exported_destination_app", app),
        Map.of("destination_app", "envoy"));
  }
}
