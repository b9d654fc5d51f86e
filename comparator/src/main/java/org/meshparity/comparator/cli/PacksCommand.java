package org.meshparity.comparator.cli;

import java.io.PrintWriter;
import java.util.List;
import org.meshparity.rules.Pack;
import org.meshparity.rules.PackFault;
import org.meshparity.rules.PackFaults;
import org.meshparity.rules.Packs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code packs list|show|lint|test}: what migrations there are, what one says, whether an author's
 * file is sound, and whether it does what its author says. Returns 0, or 2 if a pack is wrong or
 * unknown.
 */
@Command(
    name = "packs",
    mixinStandardHelpOptions = true,
    subcommands = PacksTestCommand.class,
    synopsisSubcommandLabel = "(list | show | lint | test)",
    description = "Lists, shows and checks packs: what a migration changes, as data.",
    footer = {
      "",
      "Examples:",
      "  meshparity packs list",
      "  meshparity packs show istio-mixer-to-inproxy > mine.yaml",
      "  meshparity packs lint mine.yaml",
      "  meshparity packs test mine/*.parity"
    })
public final class PacksCommand {

  private static final int FINE = 0;
  private static final int WRONG = 2;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before it calls a command
  private CommandSpec spec;

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists the built-in packs: name, version, description.",
      footer = {"", "Example:", "  meshparity packs list"})
  int list() {
    List<Pack> packs = Packs.builtInNames().stream().map(Packs::builtIn).toList();
    int width = packs.stream().mapToInt(pack -> pack.name().length()).max().orElse(1);
    String row = "%-" + width + "s  %-7s  %s%n";
    packs.forEach(p -> out().printf(row, p.name(), p.version(), p.description()));
    return FINE;
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Prints a pack's YAML as its author wrote it, if it is sound.",
      footer = {"", "Example:", "  meshparity packs show istio-mixer-to-inproxy > mine.yaml"})
  int show(
      @Parameters(paramLabel = "NAME|FILE", description = "A built-in pack, or a file.")
          String pack) {
    try {
      out().print(Packs.yaml(pack));
      out().flush();
      return FINE;
    } catch (PackFaults e) {
      return refuse(e);
    }
  }

  @Command(
      name = "lint",
      mixinStandardHelpOptions = true,
      description = {
        "Checks packs. Every fault is one line on standard error, as file:line:column.",
        "Exit code 0 if all are sound, 2 if one is not."
      },
      footer = {"", "Example:", "  meshparity packs lint packs/*.yaml"})
  int lint(
      @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files to check.")
          List<String> files) {
    int exitCode = FINE;
    for (String file : files) {
      exitCode = Math.max(exitCode, lint(file));
    }
    return exitCode;
  }

  private int lint(String file) {
    try {
      Pack pack = Packs.resolve(file);
      out().printf("%s: %s %s is sound%n", file, pack.name(), pack.version());
      return FINE;
    } catch (PackFaults e) {
      return refuse(e);
    }
  }

  private int refuse(PackFaults refusal) {
    PrintWriter err = spec.commandLine().getErr();
    for (PackFault fault : refusal.faults()) {
      err.println(fault);
    }
    err.flush();
    return WRONG;
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
