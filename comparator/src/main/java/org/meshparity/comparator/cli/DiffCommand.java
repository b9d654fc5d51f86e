package org.meshparity.comparator.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.meshparity.comparator.gate.GatePolicy;
import org.meshparity.comparator.gate.Shares;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.run.PageComparison;
import org.meshparity.comparator.run.PageSettings;
import org.meshparity.comparator.source.ExpositionSource;
import org.meshparity.comparator.source.ExpositionSource.Page;
import org.meshparity.rules.Packs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code diff}: pages of metrics against pages of metrics, exactly. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Compares pages of metrics, as /metrics and /stats/prometheus show them, exactly.",
      "",
      "The load must have stopped, and everything must be flushed, before the pages are fetched."
          + " A page is a file, an http or https URL, or - for the standard input; it may be packed"
          + " with gzip. The pages of a side are added up: one Mixer, many sidecars. What they"
          + " count since their start is compared, or with a page before what was gained since.",
      "",
      "A page that is missing, cut or breaks the text format is a source that cannot be believed:"
          + " 4, with file and line. A side whose pages show no series of the pack is no data: 3."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:parity",
      "1:proved gaps",
      "2:wrong usage or pack, nothing was compared",
      "3:undecided, or no data",
      "4:a page cannot be read or believed",
      "70:Meshparity itself failed",
      "130, 143:stopped by SIGINT (Ctrl-C) or SIGTERM"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  meshparity diff --pack istio-mixer-to-inproxy --legacy mixer.prom \\",
      "      --candidate gateway.prom --candidate productpage.prom",
      "  meshparity diff --pack istio-mixer-to-inproxy \\",
      "      --legacy http://127.0.0.1:42422/metrics \\",
      "      --legacy-before mixer-before.prom \\",
      "      --candidate http://127.0.0.1:15090/stats/prometheus \\",
      "      --candidate-before proxy-before.prom --output json"
    })
public final class DiffCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before it calls a command
  private CommandSpec spec;

  @Option(
      names = "--pack",
      required = true,
      paramLabel = "NAME|FILE",
      description = "What the migration changes.")
  private String pack = "";

  @Option(
      names = "--legacy",
      required = true,
      arity = "1..*",
      paramLabel = "FILE_OR_URL",
      description = "Pages of the old generation; repeatable.")
  private List<String> legacy = new ArrayList<>();

  @Option(
      names = "--candidate",
      required = true,
      arity = "1..*",
      paramLabel = "FILE_OR_URL",
      description = "Pages of the new generation; repeatable.")
  private List<String> candidate = new ArrayList<>();

  @Option(
      names = "--legacy-before",
      arity = "1..*",
      paramLabel = "FILE_OR_URL",
      description = "Earlier pages of the same processes, in the order of --legacy.")
  private List<String> legacyBefore = new ArrayList<>();

  @Option(
      names = "--candidate-before",
      arity = "1..*",
      paramLabel = "FILE_OR_URL",
      description = "Earlier pages of the same processes, in the order of --candidate.")
  private List<String> candidateBefore = new ArrayList<>();

  @Option(
      names = "--tolerance",
      paramLabel = "SHARE",
      defaultValue = "0",
      description = "Largest relative difference that is no gap (default: ${DEFAULT-VALUE}).")
  private String tolerance = "0";

  @Mixin private ReportOptions reporting = new ReportOptions();

  /** For picocli. */
  public DiffCommand() {}

  @Override
  public Integer call() throws IOException {
    List<Output> outputs;
    PageSettings settings;
    try {
      outputs = reporting.outputs();
      settings = settings();
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()));
    }
    try (ExpositionSource one = settings.legacy();
        ExpositionSource two = settings.candidate()) {
      Report report = new PageComparison(settings).run();
      Output.writeAll(outputs, reporting.listed(report));
      return report.decision().exitCode();
    }
  }

  private PageSettings settings() {
    refuseStandardInputTwice();
    return new PageSettings(
        Packs.resolve(pack),
        pages("--legacy", legacy, legacyBefore),
        pages("--candidate", candidate, candidateBefore),
        Shares.parse("--tolerance", tolerance),
        reporting.policy(GatePolicy.DEFAULT.minCoverage()));
  }

  private void refuseStandardInputTwice() {
    long times =
        Stream.of(legacy, candidate, legacyBefore, candidateBefore)
            .flatMap(List::stream)
            .filter("-"::equals)
            .count();
    if (times > 1) {
      throw new IllegalArgumentException("the standard input (-) is one page, was given " + times);
    }
  }

  private static ExpositionSource pages(String option, List<String> now, List<String> before) {
    if (!before.isEmpty() && before.size() != now.size()) {
      throw new IllegalArgumentException(
          (option + "-before must name one page for each of " + option + ", in the same order")
              + (", was " + before.size() + " for " + now.size()));
    }
    List<Page> pages = new ArrayList<>();
    for (int i = 0; i < now.size(); i++) {
      pages.add(new Page(now.get(i), before.isEmpty() ? null : before.get(i)));
    }
    return Arguments.told(
        option, () -> ExpositionSource.of(pages, ExpositionSource.MAX_FETCHED_BYTES));
  }
}
