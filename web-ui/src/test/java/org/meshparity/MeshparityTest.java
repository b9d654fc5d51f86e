package org.meshparity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class MeshparityTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CommandLine commandLine =
      Meshparity.commandLine()
          .addSubcommand(new Break())
          .addSubcommand(new Exhaust())
          .setOut(new PrintWriter(out))
          .setErr(new PrintWriter(err));

  @Test
  void theVersionIsAnswered() {
    assertThat(run("--version")).isZero();
    assertThat(out.toString()).startsWith("meshparity ");
  }

  @Test
  void helpIsAnAnswerAndNotAnError() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).contains("Proves whether a metrics migration is safe to finish");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void aMissingCommandIsWrongUsage() {
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString()).contains("Missing command");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void anUnknownCommandIsWrongUsage() {
    assertThat(run("chekc")).isEqualTo(2);
    assertThat(err.toString()).contains("chekc").contains("'meshparity --help'");
  }

  @Test
  void aCommandIsTheSameAloneAsAmongAllOthers() {
    for (String name : Meshparity.commandLine().getSubcommands().keySet()) {
      CommandLine alone = Meshparity.commandLine(name, "--window", "1h");

      assertThat(alone.getSubcommands()).containsKey(name);
      assertThat(alone.getSubcommands().get(name).getUsageMessage())
          .isEqualTo(Meshparity.commandLine().getSubcommands().get(name).getUsageMessage());
    }
  }

  @Test
  void onlyTheCommandThatIsNamedIsRead() {
    assertThat(Meshparity.commandLine("check").getSubcommands()).containsOnlyKeys("check");
    assertThat(Meshparity.commandLine("chekc").getSubcommands()).containsKeys("check", "serve");
    assertThat(Meshparity.commandLine("help", "check").getSubcommands()).containsKey("check");
  }

  @Test
  void anUnknownOptionIsWrongUsageAndNeverIgnored() {
    assertThat(run("--not-built-yet")).isEqualTo(2);
  }

  @Test
  void aNumberThatIsNoneIsToldWithItsOption() {
    assertThat(run("check", "--pack", "x", "--max-concurrent", "few")).isEqualTo(2);
    assertThat(run("mesh", "--seed", "1.5")).isEqualTo(2);
    assertThat(run("mesh", "--rate", "")).isEqualTo(2);
    assertThat(err.toString())
        .contains("'--max-concurrent': must be a whole number of at most 2147483647, was \"few\"")
        .contains("'--seed': must be a whole number of at most", "was \"1.5\"")
        .contains("'--rate': must be a number, was \"\"");
  }

  @Test
  void noExampleIsTooWideForATerminal() {
    Stream<String> lines =
        commands(Meshparity.commandLine())
            .map(CommandLine::getCommandSpec)
            .flatMap(command -> Stream.of(command.usageMessage().footer()))
            .map(line -> line.replace("%%", "%"));

    assertThat(lines).hasSizeGreaterThan(50).allMatch(line -> line.length() <= 80);
  }

  private static Stream<CommandLine> commands(CommandLine top) {
    return Stream.concat(
        Stream.of(top), top.getSubcommands().values().stream().flatMap(MeshparityTest::commands));
  }

  @Test
  void aBugIsOneLineAndNoVerdict() {
    assertThat(run("break")).isEqualTo(70);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).contains("internal error").contains("on purpose");
  }

  @Test
  void anErrorOfTheJvmIsNoVerdictEither() {
    assertThat(run("exhaust")).isEqualTo(70);
  }

  @Test
  void aHeapThatIsTooSmallIsNoBugAndHasARemedy() {
    var full = new OutOfMemoryError("Java heap space");

    int exit = new Failures(Map.of()).report(full, new PrintWriter(err));

    assertThat(exit).isEqualTo(70);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString())
        .contains("out of memory", "JAVA_TOOL_OPTIONS=-Xmx")
        .doesNotContain("internal error");
  }

  @Test
  void aProgramThatCannotEvenStartReturnsNoVerdict() {
    int exit =
        Meshparity.run(
            () -> {
              throw new IllegalStateException("on purpose");
            });

    assertThat(exit).isEqualTo(70);
  }

  private int run(String... arguments) {
    return Meshparity.run(() -> commandLine, arguments);
  }

  @Command(name = "break")
  private static final class Break implements Callable<Integer> {
    @Override
    public Integer call() {
      throw new IllegalStateException("on purpose");
    }
  }

  @Command(name = "exhaust")
  private static final class Exhaust implements Callable<Integer> {
    @Override
    public Integer call() {
      throw new OutOfMemoryError("on purpose");
    }
  }
}
