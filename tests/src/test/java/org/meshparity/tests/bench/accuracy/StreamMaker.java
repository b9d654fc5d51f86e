package org.meshparity.tests.bench.accuracy;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.meshparity.comparator.simulation.Dice;
import org.meshparity.comparator.simulation.Family;

/** Invents who calls whom, how often, and which proxies tell of it. */
final class StreamMaker {

  private static final List<String> APPS =
      List.of("productpage", "reviews", "ratings", "details", "cart", "payment", "mail");

  private final Dice dice;
  private final Set<Family> families;
  private final CallMaker calls;
  private final List<Workload> workloads = new ArrayList<>();
  private final boolean upperCase;

  StreamMaker(FaultKind kind, Dice dice) {
    this.dice = dice;
    this.families = MeshMaker.families(kind, dice);
    this.calls = new CallMaker(dice);
    this.upperCase = dice.chance(0.5);
    int count = dice.whole(2, 5);
    for (int i = 0; i < count; i++) {
      String namespace = dice.chance(0.8) ? "default" : "shop";
      workloads.add(new Workload(APPS.get(i), "v" + dice.whole(1, 3), namespace, dice.whole(1, 2)));
    }
  }

  List<Workload> workloads() {
    return workloads;
  }

  /** A few callers and whom they call, each pair once; the first by HTTP. */
  List<Stream> streams() {
    List<Stream> streams = new ArrayList<>();
    Set<List<Workload>> pairs = new HashSet<>();
    int wanted = dice.whole(1, 4);
    for (int i = 0; i < wanted; i++) {
      List<Workload> pair = List.of(dice.of(workloads), dice.of(workloads));
      if (!pair.get(0).equals(pair.get(1)) && pairs.add(pair)) {
        streams.addAll(between(pair, !streams.isEmpty() && dice.chance(0.2)));
      }
    }
    if (streams.isEmpty()) {
      streams.addAll(between(workloads.subList(0, 2), false));
    }
    return streams;
  }

  private List<Stream> between(List<Workload> pair, boolean tcp) {
    List<Stream> streams = new ArrayList<>();
    double rate = dice.magnitude(-2.3, 1.3);
    Shape shape = dice.of(List.of(Shape.values()));
    boolean both = dice.chance(0.5);
    if (tcp) {
      Calls transfers = calls.make(Math.min(rate, 2), shape);
      streams.addAll(told(pair, "", EnumSet.of(Family.TCP_SENT), transfers, both));
      return streams;
    }
    streams.addAll(told(pair, "200", families, calls.make(rate, shape), both));
    if (dice.chance(0.3)) {
      String code = dice.of(List.of("404", "503", "0"));
      double few = rate * dice.magnitude(-2, -0.3);
      streams.addAll(told(pair, code, families, calls.make(few, Shape.STEADY), both));
    }
    return streams;
  }

  private List<Stream> told(
      List<Workload> pair, String code, Set<Family> shown, Calls made, boolean both) {
    List<Stream> streams = new ArrayList<>();
    for (String reporter : both ? List.of("destination", "source") : List.of("destination")) {
      streams.add(
          Stream.of(
              new Spelling(reporter, pair.get(0), pair.get(1), code, upperCase), shown, made));
    }
    return streams;
  }

  /** A twin as it is; where probes are counted, with so many of them. */
  Stream twin(Stream twin, Fault fault) {
    if (fault.kind() != FaultKind.PROBES_COUNTED) {
      return twin;
    }
    int calls = fault.affected().stream().mapToInt(stream -> stream.calls().size()).max().orElse(0);
    double seconds = Windows.SPAN.end() / 1e6;
    return twin.carrying(this.calls.make(fault.size() * calls / seconds, Shape.STEADY));
  }
}
