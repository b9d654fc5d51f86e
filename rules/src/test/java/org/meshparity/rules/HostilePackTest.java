package org.meshparity.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that were not written to be packs: each is refused as one, in bounded time and memory. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HostilePackTest {

  private static final List<String> PIECES =
      List.of(
          "{",
          "}",
          "[",
          "]",
          ":",
          ": ",
          "- ",
          "#",
          "\"",
          "'",
          "\n",
          "\n  ",
          "\t",
          "|",
          ">",
          "&a ",
          "*a",
          "!!int ",
          "? ",
          "%",
          "---\n",
          "...\n",
          "<<: ",
          "~",
          "null",
          "0",
          "-1",
          "1e99",
          ".nan",
          "100%",
          "1h",
          "\\",
          "\u0000",
          "\uFEFF",
          "\uD83D\uDE00",
          "é",
          "{1000}",
          "(?:",
          "$9",
          "le");

  private static final List<String> SOUND =
      List.of(
          SoundPack.YAML,
          Packs.yaml("istio-mixer-to-inproxy"),
          Packs.yaml("otel-http-server-ms-to-s"),
          SoundPack.MAPPING);

  @Test
  void malformedYamlIsRefusedWithItsPlace() {
    assertRefused("name: a\nversion: [1\nidentity: x\n", "shop.yaml:3:9: not YAML: ");
    assertRefused("name: a\n\tversion: 1\n", "shop.yaml:2:1: not YAML: ");
    assertRefused("name: a\nversion: \u0007\n", "shop.yaml:2:10: not YAML: character U+0007");
    assertRefused("", "shop.yaml:1:1: the file is empty");
    assertRefused("# nothing\n", "shop.yaml:1:1: the file is empty");
    assertRefused("just words", "shop.yaml:1:1: a pack must be keys with values");
    assertRefused("- a\n- b\n", "shop.yaml:1:1: a pack must be keys with values, was a list");
    assertRefused(SoundPack.YAML + "---\nname: b\n", "a second one starts");
  }

  @Test
  void htmlInsteadOfAPackIsRefused() {
    assertRefused("<!DOCTYPE html>\n<html><body>Sign in</body></html>\n", "shop.yaml:1:1: ");
  }

  @Test
  void aliasesAnchorsAndTagsAreRefused() {
    assertRefused("name: &n shop\nversion: *n\n", "shop.yaml:2:10: YAML aliases");
    assertRefused("name: &n shop\n", "shop.yaml:1:7: YAML anchors");
    assertRefused("name: !!javax.script.ScriptEngineManager [a]\n", "shop.yaml:1:7: YAML tags");
  }

  @Test
  void aBillionLaughsAreRefusedBeforeTheFirst() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
    for (int i = 1; i < 30; i++) {
      String one = "*a" + (i - 1);
      bomb.append("a").append(i).append(": &a").append(i).append(" [");
      bomb.append(String.join(",", one, one, one, one, one, one, one, one)).append("]\n");
    }

    assertRefused(bomb.toString(), "YAML aliases (*name) are not allowed");
  }

  @Test
  void deepNestingIsRefused() {
    assertRefused("[".repeat(500_000), "shop.yaml:1:21: nested deeper than 20 levels");
    assertRefused("- ".repeat(500_000), "nested deeper than 20 levels");
    assertRefused("{a: ".repeat(200_000), "nested deeper than 20 levels");
  }

  @Test
  void aHugeFileIsRefusedWithoutReadingItAll() {
    assertRefused("#".repeat(2 << 20), "shop.yaml: a pack must be at most 1048576 bytes");
    Path endless = Path.of("/dev/zero");
    if (Files.exists(endless)) {
      assertThatThrownBy(() -> Packs.read(endless)).hasMessageContaining("at most 1048576 bytes");
    }
  }

  @Test
  void manyKeysOrItemsTakeNoMoreThanTheirShareOfTime() {
    StringBuilder keys = new StringBuilder();
    StringBuilder items = new StringBuilder("identity:\n");
    for (int i = 0; i < 90_000; i++) {
      keys.append("k").append(i).append(": x\n");
      items.append("- l").append(i).append('\n');
    }

    assertRefused(keys.toString(), "shop.yaml: these are 100 faults, there may be more");
    assertRefused(items.toString(), "name is missing");
    assertRefused(items + "labels:\n" + "- {label: x}\n".repeat(5_000), "these are 100 faults");
  }

  @Test
  void whatAFaultQuotesIsShortAndOnOneLine() {
    String yaml = SoundPack.with("type: counter", "type: \"\\e[31m\\n" + "x".repeat(5_000) + "\"");

    assertThatThrownBy(() -> SoundPack.read(yaml))
        .hasMessageContaining("was \" [31m xxx")
        .hasMessageContaining("xxx…\"")
        .satisfies(refusal -> assertThat(refusal.getMessage()).hasSizeLessThan(200));
  }

  @Test
  void bytesThatAreNoUtf8AreRefused() {
    assertThatThrownBy(() -> SoundPack.read(new byte[] {'a', (byte) 0xC3, '('}))
        .isInstanceOf(PackFaults.class)
        .hasMessage("shop.yaml: a pack must be UTF-8 text, this is not");
  }

  @Test
  void aByteOrderMarkAndWindowsLineEndsAreAccepted() {
    assertThat(SoundPack.read("\uFEFF" + SoundPack.YAML.replace("\n", "\r\n")).metrics())
        .hasSize(2);
  }

  /** A schema that accepts less than the reader would mark a sound pack red in an editor. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void aDamagedPackIsRefusedAsAPackOrSoundForTheSchemaToo(long seed) {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Packs.schema(), InputFormat.JSON);
    Random random = new Random(seed);
    String sound = SOUND.get((int) seed % SOUND.size());
    for (int i = 0; i < 300; i++) {
      String damaged = damaged(sound, random);
      if (accepted(damaged)) {
        assertThat(schema.validate(damaged, InputFormat.YAML)).as(damaged).isEmpty();
      }
    }
  }

  private static boolean accepted(String yaml) {
    @Nullable Throwable thrown =
        catchThrowable(() -> SoundPack.read(yaml.getBytes(StandardCharsets.UTF_8)));
    if (thrown != null) {
      assertThat(thrown).as(yaml).isInstanceOf(PackFaults.class);
    }
    return thrown == null;
  }

  private static String damaged(String sound, Random random) {
    StringBuilder text = new StringBuilder(sound);
    for (int times = 1 + random.nextInt(3); times > 0; times--) {
      int at = random.nextInt(text.length());
      int end = Math.min(text.length(), at + random.nextInt(6));
      switch (random.nextInt(4)) {
        case 0 -> text.delete(at, end);
        case 1 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
        case 2 -> text.replace(at, end, PIECES.get(random.nextInt(PIECES.size())));
        default -> text.insert(at, text.substring(random.nextInt(at + 1), at));
      }
    }
    return text.toString();
  }

  private static void assertRefused(String yaml, String fault) {
    assertThatThrownBy(() -> SoundPack.read(yaml))
        .isInstanceOf(PackFaults.class)
        .hasMessageContaining(fault);
  }
}
