package org.meshparity.comparator.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meshparity.comparator.series.LabelSets;
import org.meshparity.comparator.series.Sums;

/**
 * Sums are read by comparing bytes with those of answers before. Whatever arrives, in whatever
 * pieces, they must be what the grammar finds in it, and be refused where the grammar refuses.
 */
class SumsTest {

  private static final long AT = 1_700_000_000_123L;
  private static final String SIGNS = "{}[]\",:=\\ \n0159.eE+-NaInf\0\u00ff_le\"";

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void answersInARowAreReadAsTheGrammarReadsThem(long seed) throws IOException {
    Random random = new Random(seed);
    LabelSets sets = new LabelSets();
    WrittenSets written = new WrittenSets(random.nextBoolean() ? 1 << 26 : 1 << 20);
    for (int answer = 0; answer < 30; answer++) {
      byte[] body = answer(random);
      int longest = random.nextBoolean() ? 1 << 20 : 1 + random.nextInt(300);

      assertThat(sums(new Pieces(body, longest, random), sets, written)).isEqualTo(general(body));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void aDamagedAnswerIsReadOrRefusedAsTheGrammarWould(long seed) throws IOException {
    Random random = new Random(seed);
    LabelSets sets = new LabelSets();
    WrittenSets written = new WrittenSets();
    byte[] body = answer(random);
    sums(new ByteArrayInputStream(body), sets, written);
    int refused = 0;
    for (int trial = 0; trial < 3000; trial++) {
      byte[] damaged = damaged(body, random);
      List<String> expected = generalOrFault(damaged);
      refused += expected.isEmpty() ? 1 : 0;

      assertThat(sumsOrFault(damaged, sets, written)).isEqualTo(expected);
    }
    assertThat(refused).isBetween(500, 2999);
  }

  @Test
  void whatCameBeforeIsNotTakenApartAgain() throws IOException {
    WrittenSets written = new WrittenSets();
    byte[] labels = "\"g\":\"1\",\"le\":\"2.5\",\"z\":\"0\"}".getBytes(StandardCharsets.UTF_8);
    written.note(4, 1, labels, 0, 14, 17, labels.length - 1);
    written.begin();
    byte[] other = "\"g\":\"1\",\"le\":\"2.6\",\"z\":\"0\"}".getBytes(StandardCharsets.UTF_8);

    byte[] buffer = Arrays.copyOf(labels, 200);
    assertThat(written.match(buffer, 0, 200)).isEqualTo(labels.length - 1);
    assertThat(written.set()).isEqualTo(4);
    assertThat(written.le()).isEqualTo(1);
    assertThat(written.match(Arrays.copyOf(other, 200), 0, 200)).isZero();
  }

  @Test
  void aSeriesTwiceIsRefusedWhereverItStands() {
    String one = element("\"a\":\"1\",\"le\":\"1\"");
    String other = element("\"a\":\"1\",\"le\":\"2\"");
    byte[] body = whole(String.join(",", one, other, one));

    assertThatThrownBy(
            () -> sums(new ByteArrayInputStream(body), new LabelSets(), new WrittenSets()))
        .isInstanceOf(WrongAnswer.class)
        .hasMessageContaining("the series {a=1} with le=1 twice");
  }

  private static String element(String labels) {
    return "{\"metric\":{" + labels + "},\"value\":[1700000000.123,\"5\"]}";
  }

  private static byte[] whole(String elements) {
    return ("{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":["
            + elements
            + "]}}")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Groups with buckets and without, mostly in the same order, now and then written oddly. */
  private static byte[] answer(Random random) {
    List<String> labels = new ArrayList<>();
    boolean buckets = random.nextInt(3) > 0;
    int les = random.nextInt(8) == 0 ? 90 : 7;
    for (int group = 0; group < 40; group++) {
      for (int le = 0; le < (buckets ? les : 1); le++) {
        if (random.nextInt(50) > 0) {
          labels.add(labels(group, buckets ? String.valueOf(1 << le % 30) + le : "", random));
        }
      }
    }
    if (random.nextInt(4) == 0) {
      Collections.shuffle(labels, random);
    }
    StringBuilder elements = new StringBuilder();
    String time = random.nextInt(5) == 0 ? "1700000000.1230" : "1700000000.123";
    for (String one : labels) {
      elements.append(elements.isEmpty() ? "" : random.nextInt(90) == 0 ? ", " : ",");
      elements.append("{\"metric\":{").append(one).append("},\"value\":[").append(time);
      elements.append(random.nextInt(90) == 0 ? ", \"" : ",\"").append(value(random));
      elements.append("\"]}");
    }
    return whole(elements.toString());
  }

  private static String labels(int group, String le, Random random) {
    String name = random.nextInt(200) == 0 ? "l\\u0065" : "le";
    String bound = random.nextInt(200) == 0 ? le.replace("1", "\\u0031") : le;
    String own = "\"a\":\"" + group / 5 + (group % 7 == 0 ? "\u00e9\\n" : "") + "\"";
    String others = group % 5 == 0 ? "" : ",\"z\":\"" + group % 5 + "\"";
    return own + (le.isEmpty() ? "" : ",\"" + name + "\":\"" + bound + "\"") + others;
  }

  private static String value(Random random) {
    return switch (random.nextInt(30)) {
      case 0 -> "NaN";
      case 1 -> "+Inf";
      case 2 -> "1.5e+06";
      case 3 -> "0.125";
      case 4 -> String.valueOf(random.nextLong(1L << 62));
      default -> String.valueOf(random.nextInt(1 << random.nextInt(31)));
    };
  }

  private static byte[] damaged(byte[] body, Random random) {
    byte[] copy = body.clone();
    for (int wounds = 1 + random.nextInt(2); wounds > 0; wounds--) {
      int at = random.nextInt(copy.length);
      if (random.nextInt(3) > 0) {
        copy[at] = (byte) SIGNS.charAt(random.nextInt(SIGNS.length()));
      } else {
        int more = Math.min(random.nextInt(300), copy.length - at);
        byte[] longer = Arrays.copyOf(copy, copy.length + more);
        System.arraycopy(copy, at, longer, at + more, copy.length - at);
        copy = longer;
      }
    }
    return random.nextInt(8) == 0 ? Arrays.copyOf(copy, random.nextInt(copy.length)) : copy;
  }

  private static List<String> general(byte[] body) throws IOException {
    List<String> found = new ArrayList<>();
    ElementReader reader =
        ElementReader.ofVector(AT, (labels, times, values) -> found.add(labels + " " + values[0]));
    new QueryRequest("x", AT, "vector").parse(new ByteArrayInputStream(body), reader);
    return found;
  }

  private static List<String> sums(InputStream body, LabelSets sets, WrittenSets written)
      throws IOException {
    Sums sums = new Sums(sets);
    ElementReader reader = ElementReader.ofSums(AT, written, sums);
    new QueryRequest("x", AT, "vector").parse(body, reader);
    List<String> found = new ArrayList<>();
    for (int i = 0; i < sums.size(); i++) {
      Map<String, String> labels = new TreeMap<>(sets.labels(sums.set(i)).toMap());
      if (sums.le(i) > 0) {
        labels.put("le", sets.text(sums.le(i)));
      }
      found.add(labels + " " + sums.value(i));
    }
    return found;
  }

  private static List<String> generalOrFault(byte[] body) throws IOException {
    try {
      return general(body);
    } catch (WrongAnswer refused) {
      return List.of();
    }
  }

  private static List<String> sumsOrFault(byte[] body, LabelSets sets, WrittenSets written)
      throws IOException {
    try {
      return sums(new ByteArrayInputStream(body), sets, written);
    } catch (WrongAnswer refused) {
      return List.of();
    }
  }

  /** Hands over at most so many bytes at once. */
  private static final class Pieces extends InputStream {
    private final InputStream whole;
    private final int longest;
    private final Random random;

    Pieces(byte[] bytes, int longest, Random random) {
      this.whole = new ByteArrayInputStream(bytes);
      this.longest = longest;
      this.random = random;
    }

    @Override
    public int read() throws IOException {
      return whole.read();
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      return whole.read(into, from, Math.min(length, 1 + random.nextInt(longest)));
    }
  }
}
