package org.meshparity.comparator.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import org.meshparity.comparator.report.CheckSearch;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.report.ReportDifference;
import org.meshparity.comparator.report.ReportFile;
import org.meshparity.comparator.report.Story;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code report explain|diff|merge}: reads reports that were written before. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "(explain | diff | merge)",
    subcommands = MergeCommand.class,
    description = "Reads reports that check or diff wrote with --output json=FILE.",
    footer = {
      "",
      "Examples:",
      "  meshparity report explain report.json 3f2a9c0d1e4b5a67",
      "  meshparity report diff yesterday.json today.json"
    })
public final class ReportCommand {

  private static final int FINE = 0;
  private static final int CHANGED = 1;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before it calls a command
  private CommandSpec spec;

  /** For picocli. */
  public ReportCommand() {}

  @Command(
      name = "explain",
      mixinStandardHelpOptions = true,
      description = {
        "Tells one verdict as a story: what was asked, what the samples say, and the inequality"
            + " that decided, in numbers. It asks no server.",
        "Exit code 0, or 2 if the file is no report or has no such check."
      },
      footer = {"", "Example:", "  meshparity report explain report.json 3f2a9c0d1e4b5a67"})
  int explain(
      @Parameters(paramLabel = "FILE", description = "A report as JSON.") Path file,
      @Parameters(paramLabel = "CHECK", description = "A check's id, or enough of its beginning.")
          String check) {
    try {
      Report report = ReportFile.read(file);
      new Story(report, new CheckSearch(report).find(check)).print(out());
      out().flush();
      return FINE;
    } catch (IllegalArgumentException wrong) {
      throw refused(wrong);
    }
  }

  @Command(
      name = "diff",
      mixinStandardHelpOptions = true,
      description = {
        "Says what changed from one report to another.",
        "Exit code 0 if no verdict did, 1 if any did, 2 if a file is no report."
      },
      footer = {"", "Example:", "  meshparity report diff yesterday.json today.json"})
  int diff(
      @Parameters(paramLabel = "A", description = "The earlier report.") Path before,
      @Parameters(paramLabel = "B", description = "The later report.") Path after) {
    try {
      ReportDifference difference =
          new ReportDifference(ReportFile.read(before), ReportFile.read(after));
      difference.print(out());
      out().flush();
      return difference.none() ? FINE : CHANGED;
    } catch (IllegalArgumentException wrong) {
      throw refused(wrong);
    }
  }

  private ParameterException refused(IllegalArgumentException wrong) {
    return new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()), wrong);
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
