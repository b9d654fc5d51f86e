package org.meshparity.comparator.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.meshparity.comparator.script.Script;
import org.meshparity.comparator.script.ScriptFault;
import org.meshparity.comparator.script.ScriptFaults;
import org.meshparity.comparator.script.ScriptRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code packs test}: runs scripts of samples and verdicts, so that a pack's author knows what a
 * pack makes of them before anybody's gate depends on it.
 */
@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    description = {
      "Runs scripts: the samples of two sides, and what has to be found out about them.",
      "A difference is shown as the line that says it and what came instead."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:everything came out as the scripts say",
      "1:something did not",
      "2:a script cannot be read"
    },
    footer = {
      "",
      "Examples:",
      "  meshparity packs test mine/*.parity",
      "  meshparity packs test mine/"
    })
final class PacksTestCommand implements Callable<Integer> {

  private static final int FINE = 0;
  private static final int DIFFERS = 1;
  private static final int UNREADABLE = 2;
  private static final String ENDING = ".parity";

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before it calls a command
  private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "Scripts, or folders of *.parity files.")
  private List<Path> places = new ArrayList<>();

  @Option(names = "--quiet", description = "Shows only what differs, and the last line.")
  private boolean quiet;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    int run = 0;
    int differing = 0;
    int unreadable = 0;
    for (Path file : files()) {
      run++;
      try {
        ScriptRun result = ScriptRun.of(Script.read(file));
        differing += result.holds() ? 0 : 1;
        if (!quiet || !result.holds()) {
          out.println(result);
        }
      } catch (ScriptFaults e) {
        unreadable++;
        tell(e);
      }
    }
    out.printf("%d scripts, %d differ, %d cannot be read%n", run, differing, unreadable);
    out.flush();
    return unreadable > 0 ? UNREADABLE : differing > 0 ? DIFFERS : FINE;
  }

  private void tell(ScriptFaults refusal) {
    spec.commandLine().getOut().flush();
    PrintWriter err = spec.commandLine().getErr();
    for (ScriptFault fault : refusal.faults()) {
      err.println(fault);
    }
    err.flush();
  }

  private List<Path> files() {
    List<Path> files = new ArrayList<>();
    for (Path place : places) {
      List<Path> found = Files.isDirectory(place) ? scripts(place) : List.of(place);
      if (found.isEmpty()) {
        throw new ParameterException(
            spec.commandLine(), place + " holds no script, a file that ends in " + ENDING);
      }
      files.addAll(found);
    }
    return files;
  }

  private static List<Path> scripts(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(ENDING)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
