package org.meshparity.comparator.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.gate.Shares;
import org.meshparity.comparator.report.PreflightReport;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.run.Comparison;
import org.meshparity.comparator.run.ComparisonSettings;
import org.meshparity.comparator.run.QueryPlan;
import org.meshparity.comparator.run.RunLimits;
import org.meshparity.comparator.run.Shard;
import org.meshparity.comparator.run.ShardFile;
import org.meshparity.comparator.run.ShardReport;
import org.meshparity.comparator.source.PrometheusOptions;
import org.meshparity.rules.Durations;
import org.meshparity.rules.Pack;
import org.meshparity.rules.Packs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code check}: one comparison from the command line, the gate of a pipeline. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Compares both generations of a migration's metrics once, and decides.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:parity; with --preflight nothing blocks a comparison",
      "1:proved gaps",
      "2:wrong usage or pack, nothing was compared",
      "3:undecided, or no data; with --preflight something blocks a comparison",
      "4:a source is unavailable, or too little was scraped",
      "70:Meshparity itself failed",
      "130:stopped by SIGINT (Ctrl-C); the report says what is known, and that it is partial",
      "143:the same, by SIGTERM"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  meshparity check --pack istio-mixer-to-inproxy --prometheus http://prom:9090",
      "  meshparity check --pack mine.yaml --prometheus http://prom:9090 --preflight",
      "  meshparity check --pack mine.yaml --prometheus http://prom:9090 \\",
      "      --window 30m --output json",
      "  meshparity check --pack istio-mixer-to-inproxy --prometheus http://prom:9090 \\",
      "      --wait 20m --poll 30s --output text --output json=report.json",
      "  meshparity check --pack istio-mixer-to-inproxy --prometheus http://prom:9090 \\",
      "      --mode drained --at 2026-11-22T10:00:00Z --window 10m --wait 2m --poll 5s",
      "  meshparity check --pack mine.yaml --prometheus http://prom:9090 \\",
      "      --legacy-offset 1d"
    })
public final class CheckCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before it calls a command
  private CommandSpec spec;

  @Option(
      names = "--pack",
      required = true,
      paramLabel = "NAME|FILE",
      description = "What the migration changes; NAME@1.5 for one release of it.")
  private String pack = "";

  @Mixin private SideOptions sides = new SideOptions();

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description =
          "End of the window: RFC 3339 or Unix seconds (default: now, less what must settle)."
              + " With --mode drained the moment at which the load stopped.")
  private @Nullable String at;

  @Option(
      names = "--window",
      paramLabel = "DURATION",
      defaultValue = "1h",
      description = "How much time is compared (default: ${DEFAULT-VALUE}).")
  private String window = "1h";

  @Option(
      names = "--tolerance",
      paramLabel = "SHARE",
      defaultValue = "1%",
      description = "Largest relative difference that is no gap (default: 1%%).")
  private String tolerance = "1%";

  @Option(
      names = "--wait",
      paramLabel = "DURATION",
      description = "Look again for so long, until a gap is proved or all is decided.")
  private @Nullable String wait;

  @Option(
      names = "--poll",
      paramLabel = "DURATION",
      description = "How often to look again with --wait (default: 30s).")
  private @Nullable String poll;

  @Option(
      names = "--min-coverage",
      paramLabel = "SHARE",
      defaultValue = "95%",
      description = "Least share of the window in which each side was scraped (default: 95%%).")
  private String minCoverage = "95%";

  private final PrometheusOptions options;

  @Mixin private ModeOptions modes = new ModeOptions();

  @Mixin private SourceOptions sources = new SourceOptions();

  @Mixin private PreflightOptions preflight = new PreflightOptions();

  @Mixin private LimitOptions limits = new LimitOptions();

  @Option(names = "--quiet", description = "Say nothing about what the run is going to ask.")
  private boolean quiet;

  @Mixin private ShardOptions sharing = new ShardOptions();

  @Mixin private ReportOptions reporting = new ReportOptions();

  /** For picocli. */
  public CheckCommand() {
    this(PrometheusOptions.DEFAULT);
  }

  CheckCommand(PrometheusOptions options) {
    this.options = options;
  }

  @Override
  public Integer call() throws IOException {
    List<Output> outputs;
    ComparisonSettings settings;
    Looks looks;
    boolean onlyPreflight;
    RunLimits most;
    Shard shard;
    try {
      shard = sharing.shard();
      most = limits.limits();
      outputs = reporting.outputs();
      settings = settings();
      looks = looks().checked(settings.mode());
      onlyPreflight = preflight.only(wait != null, shard != null);
      if (shard != null) {
        ShardOptions.check(outputs, at != null, wait != null);
      }
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()));
    }
    Comparison comparison =
        new Comparison(
            settings,
            most,
            plan -> {
              say(plan);
              Output.prepare(outputs);
            });
    try (Stopping stopping = Stopping.ofThisThread()) {
      if (onlyPreflight) {
        PreflightReport found = looks.preflight(comparison);
        if (!stopping.answered()) {
          Output.writeAll(outputs, found);
        }
        return found.exitCode();
      }
      if (shard != null) {
        ShardReport read = comparison.read(looks.once(), shard, pack);
        if (!stopping.answered()) {
          outputs.get(0).write(into -> ShardFile.write(read, into));
        }
        return read.unavailable() == null ? 0 : 4;
      }
      Report report = looks.look(comparison);
      Report known = stopping.answered() ? report.stopped() : report;
      Output.writeAll(outputs, reporting.listed(known));
      return report.decision().exitCode();
    }
  }

  /** Standard output belongs to the report. */
  private void say(QueryPlan plan) {
    if (!quiet) {
      System.err.println(plan);
    }
  }

  private Looks looks() {
    if (poll != null && wait == null) {
      throw new IllegalArgumentException(
          "--poll says how often to look again, so it needs --wait DURATION");
    }
    return new Looks(
        at == null ? null : Arguments.time("--at", at),
        Durations.positive("--window", window),
        wait == null ? Duration.ZERO : Durations.positive("--wait", wait),
        poll == null ? Looks.POLL : Durations.positive("--poll", poll));
  }

  private ComparisonSettings settings() {
    Pack rules = Packs.resolve(pack);
    SideOptions.Both both =
        sides.of(
            rules,
            modes,
            (option, named) -> sources.source(option, named, options, System.getenv()));
    return new ComparisonSettings(
        rules.name(),
        rules,
        both.legacy(),
        both.candidate(),
        Durations.positive("--window", window),
        Shares.parse("--tolerance", tolerance),
        sides.areOnOneServer() ? Duration.ZERO : ComparisonSettings.TWO_CLOCKS,
        reporting.policy(Shares.parse("--min-coverage", minCoverage)),
        modes.mode());
  }
}
