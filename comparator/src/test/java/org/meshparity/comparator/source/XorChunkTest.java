package org.meshparity.comparator.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Chunks are unpacked bit by bit as they were packed, and nothing damaged is taken for samples. */
class XorChunkTest {

  private static final long START = 1_700_000_000_000L;

  private record Sample(long at, long bits) {}

  private static List<Sample> read(byte[] chunk) throws IOException {
    byte[] room = Arrays.copyOf(chunk, chunk.length + XorChunk.SLACK);
    Arrays.fill(room, chunk.length, room.length, (byte) 0xA5);
    XorChunk unpacked = new XorChunk();
    unpacked.read(room, 0, chunk.length);
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < unpacked.size(); i++) {
      samples.add(new Sample(unpacked.times()[i], unpacked.values()[i]));
    }
    return samples;
  }

  private static void assertRoundTrip(long[] times, long[] values) throws IOException {
    List<Sample> wanted = new ArrayList<>();
    for (int i = 0; i < times.length; i++) {
      wanted.add(new Sample(times[i], values[i]));
    }
    assertThat(read(XorWriter.chunk(times, values))).isEqualTo(wanted);
  }

  @Test
  void aCounterOfScrapesAtEvenIntervals() throws Exception {
    long[] times = new long[120];
    long[] values = new long[120];
    for (int i = 0; i < 120; i++) {
      times[i] = START + 15_000L * i;
      values[i] = Double.doubleToRawLongBits(1000 + 37.0 * i);
    }
    assertRoundTrip(times, values);
  }

  @Test
  void nothingAndOneSample() throws Exception {
    assertRoundTrip(new long[0], new long[0]);
    assertRoundTrip(new long[] {-5}, new long[] {-1});
  }

  /** Each number of bits by which an interval can differ from the one before, and its ends. */
  @ParameterizedTest
  @ValueSource(
      longs = {
        1,
        -1,
        8191,
        -8191,
        8192,
        -8192,
        8193,
        65_535,
        -65_535,
        65_536,
        -65_536,
        65_537,
        524_287,
        -524_287,
        524_288,
        -524_288,
        524_289,
        10_000_000_000L,
        -10_000_000_000L
      })
  void everyChangeOfAnInterval(long change) throws Exception {
    long step = 20_000_000_000L;
    long[] times = {START, START + step, START + 2 * step + change, START + 3 * step + 2 * change};
    assertRoundTrip(times, new long[] {1, 1, 2, 2});
  }

  @Test
  void anyValuesAtAnyTimes() throws Exception {
    Random random = new Random(11);
    for (int round = 0; round < 3000; round++) {
      int size = random.nextInt(140);
      long[] times = new long[size];
      long[] values = new long[size];
      long at = random.nextLong() >> random.nextInt(1, 40);
      long value = random.nextLong();
      int spread = random.nextInt(1, 45);
      for (int i = 0; i < size; i++) {
        at += 1 + (random.nextLong() >>> (64 - spread));
        value =
            switch (random.nextInt(5)) {
              case 0 -> value;
              case 1 -> random.nextLong();
              case 2 -> Double.doubleToRawLongBits(Double.longBitsToDouble(value) + 1);
              case 3 -> value ^ (1L << random.nextInt(64));
              default -> Double.doubleToRawLongBits(random.nextInt(1000));
            };
        times[i] = at;
        values[i] = value;
      }
      assertRoundTrip(times, values);
    }
  }

  /** From the description of the format: 1 and 2.5 at 1000 and 2000, worked out by hand. */
  @Test
  void bytesThatWereWorkedOutByHand() throws Exception {
    // 2 samples; zigzag 1000; 1.0; delta 1000; 3ff0.. ^ 4004.. = 7ff4000000000000:
    // 11, one zero before as 00001, 13 bits as 001101, and these: 1111111111101
    byte[] chunk = HexFormat.of().parseHex("0002d00f3ff0000000000000e807c26fff40");

    assertThat(read(chunk))
        .containsExactly(
            new Sample(1000, Double.doubleToRawLongBits(1.0)),
            new Sample(2000, Double.doubleToRawLongBits(2.5)));
  }

  @Test
  void aChunkThatEndsEarlyIsRefused() {
    long[] times = {START, START + 15_000, START + 30_001, START + 90_000, START + 1};
    long[] values = {5, -7, Long.MAX_VALUE, 3, 3};
    byte[] whole = XorWriter.chunk(times, values);
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> read(cut))
          .isInstanceOf(WrongAnswer.class)
          .hasMessageContaining("a damaged chunk of samples");
    }
  }

  @Test
  void noBytesMakeItFail() throws IOException {
    Random random = new Random(5);
    int refused = 0;
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = new byte[random.nextInt(60)];
      random.nextBytes(bytes);
      if (bytes.length > 0) {
        bytes[0] = (byte) random.nextInt(2);
      }
      try {
        assertThat(read(bytes)).hasSize(((bytes[0] & 0xFF) << 8) | (bytes[1] & 0xFF));
      } catch (WrongAnswer expected) {
        refused++;
      }
    }
    assertThat(refused).isBetween(10_000, 20_000);
  }
}
