package org.meshparity.comparator.cause;

import java.util.BitSet;

/**
 * What a cause is looked for in.
 *
 * @param rows every group of the run
 * @param open rows with a gap that nothing explains yet; a detector reads it and does not change it
 * @param around what is known beside the groups
 */
record Scene(Rows rows, BitSet open, Surroundings around) {

  Conditions conditions() {
    return new Conditions(rows);
  }

  /** Open rows of which something holds. */
  BitSet open(Rows.RowTest test) {
    BitSet found = new BitSet(rows.size());
    for (int row = open.nextSetBit(0); row >= 0; row = open.nextSetBit(row + 1)) {
      if (test.holds(rows.group(row))) {
        found.set(row);
      }
    }
    return found;
  }
}
