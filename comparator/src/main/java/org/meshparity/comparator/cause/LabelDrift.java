package org.meshparity.comparator.cause;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.cause.Families.Family;

/**
 * Equal once a label is ignored: the same traffic goes by another value of it. Where one label
 * alone does not do, those are tried together whose values moved together, and as few of them are
 * kept as suffice.
 */
final class LabelDrift implements Causes.Detector {

  @Override
  public List<CauseFound> find(Scene scene) {
    Rows rows = scene.rows();
    List<CauseFound> found = new ArrayList<>();
    BitSet open =
        scene.open(
            group ->
                group.countDiffers() && group.legacy().bounded() && group.candidate().bounded());
    BitSet doubtful = rows.where(Group::countIsOpen);
    for (int i = 0; i < 2 * rows.columns() && !open.isEmpty(); i++) {
      BitSet members = (BitSet) open.clone();
      members.or(doubtful);
      Moved moved = moved(rows, open, new Families(rows, open, members));
      if (moved == null) {
        break;
      }
      open.andNot(moved.affected());
      found.addAll(moved.causes(scene));
    }
    return found;
  }

  private static @Nullable Moved moved(Rows rows, BitSet open, Families families) {
    Moved best = null;
    for (int column = 1; column < rows.columns(); column++) {
      Moved moved = new Moved(rows, new int[] {column}, families.balanced(new int[] {column}));
      if (moved.size() > 0 && (best == null || moved.size() > best.size())) {
        best = moved;
      }
    }
    return best == null ? together(rows, open, families) : best;
  }

  private static @Nullable Moved together(Rows rows, BitSet open, Families families) {
    int[] columns = apart(rows, open);
    List<Family> found = columns.length < 2 ? List.of() : families.balanced(columns);
    if (found.isEmpty()) {
      return null;
    }
    int most = size(found);
    for (int column : columns) {
      int[] fewer = Arrays.stream(columns).filter(other -> other != column).toArray();
      List<Family> still = fewer.length == 0 ? List.of() : families.balanced(fewer);
      if (size(still) >= most) {
        columns = fewer;
        found = still;
      }
    }
    return new Moved(rows, columns, found);
  }

  private static int size(List<Family> families) {
    return families.stream().mapToInt(Family::size).sum();
  }

  /** Labels of which what is lacking and what there is too much of have no value in common. */
  private static int[] apart(Rows rows, BitSet open) {
    return IntStream.range(1, rows.columns())
        .filter(
            column -> {
              BitSet lacking = new BitSet();
              BitSet surplus = new BitSet();
              for (int row = open.nextSetBit(0); row >= 0; row = open.nextSetBit(row + 1)) {
                Group group = rows.group(row);
                boolean more = group.candidate().lower() > group.legacy().upper();
                (more ? surplus : lacking).set(rows.code(column, row));
              }
              return !lacking.isEmpty() && !surplus.isEmpty() && !lacking.intersects(surplus);
            })
        .toArray();
  }
}
