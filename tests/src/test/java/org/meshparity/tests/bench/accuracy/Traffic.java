package org.meshparity.tests.bench.accuracy;

/** How much happens in a group. */
enum Traffic {
  RARE("below 0.02/s", 0.02),
  LITTLE("0.02 to 0.5/s", 0.5),
  SOME("0.5 to 5/s", 5),
  MUCH("5/s and more", Double.POSITIVE_INFINITY);

  private final String words;
  private final double below;

  Traffic(String words, double below) {
    this.words = words;
    this.below = below;
  }

  static Traffic of(double perSecond) {
    for (Traffic traffic : values()) {
      if (perSecond < traffic.below) {
        return traffic;
      }
    }
    return MUCH;
  }

  String words() {
    return words;
  }
}
