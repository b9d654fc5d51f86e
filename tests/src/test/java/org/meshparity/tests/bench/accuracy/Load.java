package org.meshparity.tests.bench.accuracy;

/** How meshes come into a Prometheus. */
enum Load {
  /** As a scrape would: staleness markers too, and labels once for many samples. */
  REMOTE_WRITE(100),
  /** As blocks, which promtool makes of text: without staleness markers. */
  PROMTOOL(10);

  private final int sharing;

  Load(int sharing) {
    this.sharing = sharing;
  }

  /** How many meshes share a Prometheus: memory, or the text on disk, is bounded so. */
  int sharing() {
    return sharing;
  }

  /** As the option has it. */
  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
