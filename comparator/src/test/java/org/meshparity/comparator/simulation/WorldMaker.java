package org.meshparity.comparator.simulation;

import java.util.ArrayList;
import java.util.List;

/** Makes worlds from a seed: the same seed, index and recipe give the same world. */
public final class WorldMaker {

  private static final long STRIDE = 0x9E3779B97F4A7C15L;

  private final long seed;
  private final Recipe recipe;

  public WorldMaker(long seed, Recipe recipe) {
    this.seed = seed;
    this.recipe = recipe;
  }

  /** The world of a number. */
  public World make(int index) {
    return new SimulatedMesh(index, recipe, new Dice(seed + STRIDE * (index + 1))).build();
  }

  /** Worlds {@code from} (inclusive) to {@code until} (exclusive). */
  public List<World> make(int from, int until) {
    List<World> worlds = new ArrayList<>();
    for (int i = from; i < until; i++) {
      worlds.add(make(i));
    }
    return worlds;
  }
}
