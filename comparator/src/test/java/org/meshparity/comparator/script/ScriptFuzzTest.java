package org.meshparity.comparator.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever stands in a script, it is read or refused with a reason; nothing else is thrown. */
class ScriptFuzzTest {

  private static final int ROUNDS = Integer.getInteger("meshparity.fuzz", 500);
  private static final String ODD = "0123456789+-x_.{}\"=,~#\\ \t\nasme\u0000\u00e9\ud83d";
  private static final List<String> WORDS =
      List.of(
          "stays",
          "gone",
          "every",
          "to",
          "from",
          "999999999999s",
          "x99999",
          "0x0s",
          "1e99",
          "-Inf",
          "expect",
          "window",
          "pack",
          "lasts 2d",
          "both",
          "fails 1m to 2m",
          "takes 0s",
          "{}",
          "\n");

  @TempDir private Path folder;

  @Test
  void aChangedScriptIsReadOrRefused() throws IOException {
    Random random = new Random(20_261_125);
    List<Path> scripts = ScriptsTest.in(Path.of("src/test/resources/parity"));
    for (String pack : List.of("shop.yaml", "forgetful-shop.yaml", "orders.yaml")) {
      Files.copy(Path.of("src/test/resources/parity", pack), folder.resolve(pack));
    }
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      String text = Files.readString(scripts.get(random.nextInt(scripts.size())));
      refused += refuses(changed(text, random)) ? 1 : 0;
    }
    assertThat(refused).isBetween(ROUNDS / 4, ROUNDS - 1);
  }

  private boolean refuses(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("fuzz.parity"), text.replace('\ud83d', '?'));
    try {
      Script.read(file);
      return false;
    } catch (ScriptFaults refusal) {
      assertThat(refusal.faults())
          .isNotEmpty()
          .allSatisfy(fault -> assertThat(fault.message()).isNotBlank().isNotEqualTo("null"));
      return true;
    } catch (RuntimeException fault) {
      throw new AssertionError("on\n" + text, fault);
    }
  }

  private static String changed(String text, Random random) {
    StringBuilder changed = new StringBuilder(text);
    for (int times = 1 + random.nextInt(4); times > 0; times--) {
      int at = random.nextInt(changed.length());
      switch (random.nextInt(4)) {
        case 0 -> changed.deleteCharAt(at);
        case 1 -> changed.setCharAt(at, ODD.charAt(random.nextInt(ODD.length())));
        case 2 -> changed.insert(at, WORDS.get(random.nextInt(WORDS.size())));
        default -> changed.delete(at, Math.min(changed.length(), at + random.nextInt(40)));
      }
    }
    return changed.toString();
  }
}
