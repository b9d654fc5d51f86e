package org.meshparity.comparator.report;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes many checks: some blocks of them on all cores at once, while those before go to the
 * stream, since a report can have millions and its whole text can be longer than the heap.
 */
final class CheckBlocks {

  private static final int IN_BLOCK = 128;
  private static final int BLOCKS_AT_ONCE = 32;

  private CheckBlocks() {}

  /** Stretches from one to another that make one block. */
  private record Block(int from, int to) {}

  /** All checks in their order, as the inside of an array. */
  static void write(CheckList checks, OutputStream into) throws IOException {
    List<Block> some = new ArrayList<>();
    int from = 0;
    try (WriteBehind behind = new WriteBehind(into)) {
      for (int to = 1; to <= checks.stretches(); to++) {
        boolean full = checks.begin(to) - checks.begin(from) >= IN_BLOCK;
        if (full || to == checks.stretches()) {
          some.add(new Block(from, to));
          from = to;
        }
        if (some.size() == BLOCKS_AT_ONCE || (to == checks.stretches() && !some.isEmpty())) {
          behind.write(some.parallelStream().map(block -> bytes(checks, block)).toList());
          some.clear();
        }
      }
    }
  }

  private static CheckBytes bytes(CheckList checks, Block block) {
    int first = checks.begin(block.from());
    CheckBytes bytes = ChecksJson.block(checks.begin(block.to()) - first);
    boolean begins = first == 0;
    for (int stretch = block.from(); stretch < block.to(); stretch++) {
      for (Report.Check check : checks.stretch(stretch)) {
        ChecksJson.append(check, begins, bytes);
        begins = false;
      }
    }
    return bytes;
  }
}
