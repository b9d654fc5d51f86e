package org.meshparity.comparator.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a script does not say clearly is refused with its line and what would be clear. */
class ScriptReaderTest {

  private static final Path SHOP = Path.of("src/test/resources/parity/shop.yaml");
  private static final String SOUND =
      """
      # Equal.
      pack    shop.yaml
      window  15m to 45m
      tolerance  1%
      mode  paired

      legacy every 15s
        old_requests_total{app="cart"}  0x18m +10x25m stays

      candidate every 15s
        new_requests_total{app="cart"}  0x18m +10x25m stays

      expect PARITY, exit 0
        requests increase {app="cart"}  PROVED_EQUAL
          legacy 1000
      """;

  @TempDir private Path folder;

  @BeforeEach
  void packBeside() throws IOException {
    Files.copy(SHOP, folder.resolve("shop.yaml"));
  }

  @Test
  void aSoundScriptIsReadAndHolds() throws IOException {
    assertThat(ScriptRun.of(Script.read(write(SOUND))).toString()).isEqualTo("ok    a claim");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "window  15m to 45m   | windw  15m to 45m     | 3: a line must begin with legacy",
        "window  15m to 45m   | window  45m to 15m    | 3: must end after it begins",
        "window  15m to 45m   | window  later         | 3: must be two times like 15m to 40m",
        "window  15m to 45m   | stop unknown          | a script needs a line like \"window",
        "pack    shop.yaml    | pack    shopp.yaml    | 2: \"shopp.yaml\": must be a file, or",
        "tolerance  1%        | tolerance 200%        | 4: tolerance must be 0% to 100%",
        "mode  paired         | mode both             | 5: mode must be paired, unpaired or",
        "legacy every 15s     | legacy each 15s       | 7: a target must be written like legacy",
        "legacy every 15s     | legacy every 0s       | 7: what follows every must be a duration",
        "legacy every 15s     | legacy every 1ms      | 7: a target is scraped at most 100000 times",
        "legacy every 15s     | legacy every 15s to 3h| 7: a target must be scraped between 0 and",
        "legacy every 15s     | legacy {job=\"x\"} every 15s | 7: no target of the legacy side",
        "old_requests_total{app=\"cart\"}  | old requests total  | 8: cannot read \"requests\"",
        "old_requests_total{app=\"cart\"}  | old{app=~\"c.*\"}   | 8: labels are written app=\"…\"",
        "old_requests_total{app=\"cart\"}  | old{app=\"c\"       | 8: a line under a target must be",
        "old_requests_total{app=\"cart\"}  | fails 20m           | 8: must be two times like",
        "expect PARITY, exit 0| expect EQUAL, exit 0  | 13: must be one of [PARITY, GAPS",
        "expect PARITY, exit 0| expect PARITY         | 13: must be an outcome and an exit code",
        "PROVED_EQUAL         | EQUAL                 | 14: must be one of [PROVED_EQUAL",
        "requests increase    | requests rise         | 14: must be about a check, like:",
        "legacy 1000          | legacy many           | 15: legacy must be like 100, 100 to 120",
        "legacy 1000          | left 1000             | 15: under a check stand legacy, candidate",
      })
  void aFaultNamesItsLineAndWhatIsAllowed(String sound, String wrong, String told)
      throws IOException {
    assertThat(SOUND).contains(sound);

    assertThat(faults(SOUND.replace(sound, wrong)))
        .anySatisfy(fault -> assertThat(fault).contains("a-claim.parity", told));
  }

  @Test
  void allFaultsAreToldAtOnce() throws IOException {
    String wrong = SOUND.replace("stays", "stay").replace("PARITY", "EQUAL");

    assertThat(faults(wrong)).hasSize(3);
  }

  @Test
  void aPackInsideOfAScriptIsRefusedAtTheScriptsOwnLine() throws IOException {
    String inside = SOUND.replace("pack    shop.yaml", "pack\n  name: shop\n  versoin: 1.0.0");

    assertThat(faults(inside))
        .anySatisfy(fault -> assertThat(fault).contains("a-claim.parity:4: unknown key"));
  }

  @Test
  void nothingMayStandTwice() throws IOException {
    assertThat(faults(SOUND.replace("window", "window 1m to 2m\nwindow")).get(0))
        .contains("4: window stands there twice");
    assertThat(
            faults(SOUND.replace("  new_", "  new_requests_total{app=\"cart\"} 0 stays\n  new_")))
        .anySatisfy(fault -> assertThat(fault).contains("12: new_requests_total{app=cart} stands"));
  }

  @Test
  void twoTargetsMayNotShowTheSameSeries() throws IOException {
    String twice = SOUND.replace("legacy every", "legacy {instance=\"a\"} every");
    String targets = twice.substring(twice.indexOf("legacy {"), twice.indexOf("candidate"));

    assertThat(faults(twice.replace(targets, targets + targets)))
        .anySatisfy(fault -> assertThat(fault).contains("10: shows the same series as the target"));
  }

  @Test
  void whatCannotBeReadIsOneFault() {
    ScriptFaults faults =
        catchThrowableOfType(ScriptFaults.class, () -> Script.read(folder.resolve("none.parity")));

    assertThat(faults.faults()).hasSize(1);
    assertThat(faults).hasMessageContaining("none.parity: there is no such file");
  }

  @Test
  void whatCameOtherwiseIsToldWithTheLineThatSaysIt() throws IOException {
    ScriptRun run =
        ScriptRun.of(
            Script.read(
                write(SOUND.replaceFirst("\\+10x25m(?s)(.*)\\+10x25m", "+10x25m$1+9x25m"))));

    assertThat(run.holds()).isFalse();
    assertThat(run.toString())
        .contains("FAIL  a claim", "a-claim.parity:14")
        .contains("- expected  PROVED_EQUAL")
        .contains("+ came      PROVED_DIFFERENT, at least 100: candidate counted at least 100");
  }

  @Test
  void aGapOfWhichNoLineSpeaksFails() throws IOException {
    String lost =
        SOUND
            .replace("  old_", "  old_requests_total{app=\"lost\"} 0x18m +1x25m stays\n  old_")
            .replace("PARITY, exit 0", "GAPS, exit 1");

    assertThat(ScriptRun.of(Script.read(write(lost))).toString())
        .contains("- expected  nothing of this check")
        .contains("requests increase {app=\"lost\"} MISSING_CANDIDATE");
  }

  @Test
  void anExpectationOfNoCheckFails() throws IOException {
    String other = SOUND.replace("increase {app=\"cart\"}", "increase {app=\"crat\"}");

    assertThat(ScriptRun.of(Script.read(write(other))).toString())
        .contains("no such check; there are", "requests increase {app=\"cart\"} PROVED_EQUAL");
  }

  private List<String> faults(String text) throws IOException {
    Path file = write(text);
    ScriptFaults faults = catchThrowableOfType(ScriptFaults.class, () -> Script.read(file));
    assertThat(faults).as("refuses " + text).isNotNull();
    return faults.faults().stream().map(ScriptFault::toString).toList();
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("a-claim.parity"), text);
  }
}
