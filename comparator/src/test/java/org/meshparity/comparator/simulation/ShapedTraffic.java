package org.meshparity.comparator.simulation;

import static org.meshparity.comparator.simulation.Timeline.SECOND;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;

/** Traffic that makes expiring exporters interesting: long idle stretches, returns, rare events. */
final class ShapedTraffic {

  private final Dice dice;
  private final DoubleFunction<List<Long>> steady;

  ShapedTraffic(Dice dice, DoubleFunction<List<Long>> steady) {
    this.dice = dice;
    this.steady = steady;
  }

  List<Long> make(Hazard hazard) {
    return switch (hazard) {
      case RARE -> steady.apply(dice.magnitude(-3.2, -2.2));
      case EXPIRY -> idleThenBack(steady.apply(dice.magnitude(-2, 0.3)));
      case EXPIRY_RARE -> idleThenBack(steady.apply(dice.magnitude(-3.2, -2.2)));
      case HIDDEN_EXPIRY -> backAtOnce();
      default -> throw new IllegalArgumentException(hazard + " does not shape traffic");
    };
  }

  private List<Long> idleThenBack(List<Long> at) {
    long quiet = dice.secondsBetween(300, 2600);
    long back = quiet + dice.secondsBetween(560, 1500);
    at.removeIf(t -> t > quiet && t < back);
    if (dice.chance(0.7)) {
      addAll(at, back, 12, dice.whole(1, 7));
    }
    return at;
  }

  /** As many events as before, just after the series was removed: its value need not fall. */
  private List<Long> backAtOnce() {
    List<Long> at = new ArrayList<>();
    int count = dice.whole(1, 3);
    long first = dice.secondsBetween(300, 2300);
    addAll(at, first, 20, count);
    long removal = at.get(at.size() - 1) + dice.secondsBetween(595, 910);
    addAll(at, removal, 14, count + dice.whole(0, 2));
    return at;
  }

  private void addAll(List<Long> at, long from, double withinSeconds, int count) {
    for (int i = 0; i < count; i++) {
      at.add(Math.min(from + dice.secondsBetween(0, withinSeconds), Timeline.END - 2 * SECOND));
    }
  }
}
