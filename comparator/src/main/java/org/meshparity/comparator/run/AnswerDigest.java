package org.meshparity.comparator.run;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.envelope.Gains;
import org.meshparity.comparator.envelope.Pieces;
import org.meshparity.comparator.envelope.TimeBlocks;
import org.meshparity.comparator.verdict.Finding.Undecidable;
import org.meshparity.comparator.verdict.SideGains;

/**
 * The digest of what a run's sources answered, group by group in the order of ids: the numbers that
 * all checks follow from, which are far fewer than the checks' texts. Made on all cores, in blocks
 * of a fixed size, so that it is the same on every machine.
 */
final class AnswerDigest {

  private static final int IN_BLOCK = 512;

  private final MessageDigest digest = CheckIds.sha256();
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 12);

  private AnswerDigest() {}

  /** The digests of all blocks. */
  static Stream<byte[]> of(JudgedGroup[] groups, Openings openings) {
    return IntStream.range(0, (groups.length + IN_BLOCK - 1) / IN_BLOCK)
        .parallel()
        .mapToObj(block -> block(groups, block * IN_BLOCK, openings))
        .toList()
        .stream();
  }

  private static byte[] block(JudgedGroup[] groups, int from, Openings openings) {
    AnswerDigest block = new AnswerDigest();
    for (int i = from; i < Math.min(groups.length, from + IN_BLOCK); i++) {
      block.add(groups[i].id()).add(groups[i].reading());
      for (Openings.Dated dated : openings.of(groups[i].group())) {
        block.add(dated.judgement()).add(dated.opening().by()).add(dated.opening().after());
      }
    }
    block.flush();
    return block.digest.digest();
  }

  private void add(GroupReading reading) {
    add(reading.legacy());
    add(reading.candidate());
    add(reading.pieces().list().size());
    for (Pieces.Piece piece : reading.pieces().list()) {
      add(piece.start()).add(piece.end());
    }
    Undecidable open = reading.open();
    add(open == null ? null : open.because());
  }

  private void add(SideGains side) {
    add(side.seen() ? 1 : 0).add(side.broken());
    Gains gains = side.gains();
    if (gains != null) {
      Gains.Numbers numbers = gains.numbers();
      add(numbers.bounds()).add(numbers.summed() ? 1 : 0);
      add(numbers.lower()).add(numbers.upper());
      add(numbers.cellLower()).add(numbers.cellUpper());
      add(numbers.hidden()).add(numbers.cellHidden());
      add(Double.doubleToLongBits(numbers.roundingError()));
    }
    TimeBlocks blocks = side.blocks();
    if (blocks != null) {
      TimeBlocks.Numbers numbers = blocks.numbers();
      add(numbers.bounds()).add(numbers.summed() ? 1 : 0).add(numbers.counts().length);
      for (double[] counts : numbers.counts()) {
        add(counts);
      }
    }
  }

  private AnswerDigest add(@Nullable String text) {
    byte[] bytes = String.valueOf(text).getBytes(StandardCharsets.UTF_8);
    add(bytes.length);
    flush();
    digest.update(bytes);
    return this;
  }

  private AnswerDigest add(double[] numbers) {
    add(numbers.length);
    for (double number : numbers) {
      add(Double.doubleToLongBits(number));
    }
    return this;
  }

  private AnswerDigest add(long number) {
    if (buffer.remaining() < Long.BYTES) {
      flush();
    }
    buffer.putLong(number);
    return this;
  }

  private void flush() {
    digest.update(buffer.flip());
    buffer.clear();
  }
}
