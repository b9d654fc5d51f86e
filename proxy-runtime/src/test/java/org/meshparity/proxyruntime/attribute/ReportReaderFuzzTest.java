package org.meshparity.proxyruntime.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;

/**
 * Feeds the reader what nobody should send, and compares it with protobuf's own parser: the same
 * bags, or both refuse. Anything but a refusal fails the test.
 */
@Timeout(120)
class ReportReaderFuzzTest {

  /**
   * A number of eleven bytes. Go refuses every one; protobuf for Java 4.34 reads some of them as a
   * number of ten bytes and goes on in the middle.
   */
  private static final String TOO_LONG = "a number has more than ten bytes";

  private static final int MUTATIONS = 40_000;
  private static final int RANDOM = 20_000;

  private final Random random = new Random(20_191_125);

  @Test
  void mutatedRecordingsAreReadAsProtobufReadsThem() throws IOException {
    List<byte[]> recorded = recorded();
    assertThat(recorded).hasSize(45);
    recorded.forEach(ReportReaderFuzzTest::assertSame);
    int understood = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] message = recorded.get(random.nextInt(recorded.size())).clone();
      for (int times = random.nextInt(4); times >= 0; times--) {
        message = mutated(message, recorded);
      }
      understood += assertSame(message) ? 1 : 0;
    }
    assertThat(understood).isBetween(MUTATIONS / 50, MUTATIONS);
  }

  @Test
  void randomBytesAreReadAsProtobufReadsThem() {
    for (int i = 0; i < RANDOM; i++) {
      byte[] message = new byte[random.nextInt(64)];
      random.nextBytes(message);
      assertSame(message);
      assertSame(wrapped(message));
    }
  }

  @Test
  void randomFieldsAreReadAsProtobufReadsThem() {
    for (int i = 0; i < RANDOM; i++) {
      assertSame(fields(3));
    }
  }

  @Test
  void lengthsAndNumbersThatLieAreRefused() {
    for (String hex :
        List.of(
            "0a",
            "0aff",
            "0affffffff07",
            "0affffffff0f",
            "0a8080808080808080808001",
            "0a02120a",
            "00",
            "07",
            "0b",
            "0c",
            "0a010c",
            "1a",
            "18",
            "1880808080808080808080",
            "0a0309ffff",
            "0a044a02120a",
            "12028080",
            "1203eda080",
            "1202c080",
            "1204f4908080",
            "1204f0808080",
            "0a030a01ff")) {
      byte[] message = HexFormat.of().parseHex(hex);
      assertThat(read(message)).as(hex).isNull();
      assertSame(message);
    }
  }

  @Test
  void groupsMayNestToALimit() {
    for (int depth : new int[] {1, 50, 98, 99, 100, 101, 102, 10_000}) {
      byte[] groups = new byte[2 * depth];
      for (int i = 0; i < depth; i++) {
        groups[i] = 0x2b;
        groups[2 * depth - 1 - i] = 0x2c;
      }
      assertSame(groups);
      assertSame(wrapped(groups));
    }
  }

  @Test
  void aMessageOfManyTinyBagsCostsNoMoreThanItsSize() {
    byte[] bags = new byte[1 << 20];
    for (int i = 0; i < bags.length; i += 2) {
      bags[i] = 0x0a;
    }
    ReportReader reader = new ReportReader(name -> -1);

    assertThat(reader.open(bags)).isEqualTo(1 << 19);
  }

  /** Whether the message was understood; fails unless protobuf thinks the same. */
  private static boolean assertSame(byte[] message) {
    List<AttributeBag> expected = new ArrayList<>();
    boolean understood = ReferenceDecoder.decode(message, expected::add);
    List<AttributeBag> bags = new ArrayList<>();
    boolean read = true;
    try {
      ReportDecoder.decode(message, bags::add);
    } catch (MalformedReport e) {
      read = false;
      if (understood && String.valueOf(e.getMessage()).contains(TOO_LONG)) {
        return false;
      }
    }
    String hex = HexFormat.of().formatHex(message);
    assertThat(read).as(hex).isEqualTo(understood);
    assertThat(bags).as(hex).isEqualTo(expected);
    return understood;
  }

  private static List<AttributeBag> read(byte[] message) {
    List<AttributeBag> bags = new ArrayList<>();
    try {
      ReportDecoder.decode(message, bags::add);
      return bags;
    } catch (MalformedReport e) {
      return null;
    }
  }

  private byte[] mutated(byte[] message, List<byte[]> others) {
    if (message.length == 0) {
      return new byte[] {(byte) random.nextInt()};
    }
    int at = random.nextInt(message.length);
    switch (random.nextInt(6)) {
      case 0 -> message[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> message[at] = (byte) random.nextInt();
      case 2 -> {
        return Arrays.copyOf(message, at);
      }
      case 3 -> {
        return joined(message, others.get(random.nextInt(others.size())));
      }
      case 4 -> {
        return joined(message, fields(2));
      }
      default -> {
        int length = Math.min(message.length - at, 1 + random.nextInt(8));
        System.arraycopy(message, at, message, random.nextInt(message.length - length + 1), length);
      }
    }
    return message;
  }

  private static byte[] joined(byte[] a, byte[] b) {
    byte[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }

  /** Fields of any number and form, most of them whole. */
  private byte[] fields(int depth) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = random.nextInt(5); i >= 0; i--) {
      int form = random.nextInt(20) == 0 ? random.nextInt(8) : random.nextBoolean() ? 2 : 0;
      varint(out, ((long) random.nextInt(11) << 3) | form);
      switch (form) {
        case 2 -> {
          byte[] inner = depth == 0 ? new byte[0] : fields(depth - 1);
          varint(out, random.nextInt(50) == 0 ? random.nextInt() : inner.length);
          out.writeBytes(inner);
        }
        case 1 -> out.writeBytes(new byte[8]);
        case 5 -> out.writeBytes(new byte[4]);
        default -> varint(out, random.nextBoolean() ? random.nextInt(500) : random.nextLong());
      }
    }
    return out.toByteArray();
  }

  private static byte[] wrapped(byte[] bag) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0x0a);
    varint(out, bag.length);
    out.writeBytes(bag);
    return out.toByteArray();
  }

  private static void varint(ByteArrayOutputStream out, long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) (rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  private static List<byte[]> recorded() throws IOException {
    List<byte[]> messages = new ArrayList<>();
    for (String name : List.of("wire.jsonl", "bad-requests.jsonl")) {
      try (InputStream in = ReportReaderFuzzTest.class.getResourceAsStream("/mixer-1.3/" + name)) {
        new String(in.readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .map(line -> JsonMapper.shared().readTree(line).get("report_request_base64"))
            .forEach(text -> messages.add(Base64.getDecoder().decode(text.stringValue())));
      }
    }
    return messages;
  }
}
