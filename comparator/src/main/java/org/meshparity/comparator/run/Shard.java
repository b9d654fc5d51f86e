package org.meshparity.comparator.run;

/**
 * One part of a comparison that several processes share.
 *
 * @param index which part, from 0
 * @param of how many parts there are
 */
public record Shard(int index, int of) {

  /** Everything. */
  static final Shard ALL = new Shard(0, 1);

  private static final int MOST = 1000;

  public Shard {
    if (of < 1 || of > MOST || index < 0 || index >= of) {
      throw new IllegalArgumentException(
          "--shard must be i/n with n up to "
              + MOST
              + " and i from 0 to n-1, was "
              + index
              + "/"
              + of);
    }
  }

  /**
   * Reads {@code i/n}.
   *
   * @throws IllegalArgumentException if it is anything else
   */
  public static Shard parse(String text) {
    if (!text.matches("[0-9]{1,4}/[0-9]{1,4}")) {
      throw new IllegalArgumentException(
          "--shard must be i/n, like 0/8 for the first of eight parts, was \"" + text + '"');
    }
    int slash = text.indexOf('/');
    return new Shard(
        Integer.parseInt(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
  }

  boolean all() {
    return of == 1;
  }

  @Override
  public String toString() {
    return index + "/" + of;
  }
}
