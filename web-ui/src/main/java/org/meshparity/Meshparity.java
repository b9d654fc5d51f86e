package org.meshparity;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.List;
import java.util.function.Supplier;
import org.meshparity.comparator.cli.CheckCommand;
import org.meshparity.comparator.cli.DiffCommand;
import org.meshparity.comparator.cli.PacksCommand;
import org.meshparity.comparator.cli.ReportCommand;
import org.meshparity.demo.DemoCommand;
import org.meshparity.proxyruntime.mesh.MeshCommand;
import org.meshparity.proxyruntime.mixer.MixerCommand;
import org.meshparity.proxyruntime.sidecar.ProxyCommand;
import org.meshparity.web.ServeCommand;
import org.meshparity.web.VitalThreads;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The program's main: the list of commands. Commands name no class of Spring in their fields or
 * signatures, so that reading this list loads none: only {@code serve} and {@code demo} start it.
 */
@Command(
    name = "meshparity",
    description = "Proves whether a metrics migration is safe to finish.",
    mixinStandardHelpOptions = true,
    versionProvider = Meshparity.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes of check and diff:%n",
    exitCodeList = {
      "0:parity: traffic was observed, and no gap is unexplained",
      "1:gaps: at least one proved difference that nothing explains",
      "2:wrong usage, pack or settings: nothing was compared",
      "3:undecided, or no data",
      "4:a source is unavailable, or too little of the window was scraped",
      "70:Meshparity itself failed",
      "130, 143:stopped by SIGINT (Ctrl-C) or SIGTERM; check then writes what is known"
    })
public final class Meshparity implements Runnable {

  private static final List<Class<?>> COMMANDS =
      List.of(
          DemoCommand.class,
          ServeCommand.class,
          CheckCommand.class,
          DiffCommand.class,
          PacksCommand.class,
          ReportCommand.class,
          MeshCommand.class,
          MixerCommand.class,
          ProxyCommand.class,
          RehearsalCommand.class,
          HelpCommand.class);

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the field before anything runs
  private Meshparity() {}

  /** Starts the program, and ends it with the command's exit code. */
  public static void main(String[] arguments) {
    Thread.setDefaultUncaughtExceptionHandler(
        new VitalThreads(code -> Runtime.getRuntime().halt(code)));
    System.exit(run(() -> commandLine(arguments), arguments));
  }

  /**
   * The command line for these words. To read the options of every command takes longer than to
   * start one, so where the first word is a command's name, there are no others.
   */
  static CommandLine commandLine(String... arguments) {
    CommandLine top = new CommandLine(new Meshparity());
    String first = arguments.length == 0 ? "" : arguments[0];
    List<Class<?>> named = COMMANDS.stream().filter(command -> isNamed(command, first)).toList();
    boolean alone = !named.isEmpty() && !named.contains(HelpCommand.class);
    // No method reference: one would link a class of Java 5's format early, and keep it from the
    // archive.
    for (Class<?> command : alone ? named : COMMANDS) {
      top.addSubcommand(command);
    }
    Failures failures = new Failures(System.getenv());
    NumberWords.teach(top);
    return top.setParameterExceptionHandler(failures)
        .setExecutionExceptionHandler(failures)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true);
  }

  private static boolean isNamed(Class<?> command, String word) {
    return command.getAnnotation(Command.class).name().equals(word);
  }

  /**
   * What picocli does not catch - out of memory, a class that is missing, a command list that is
   * wrong - would end the JVM with 1, which is a verdict's.
   */
  static int run(Supplier<CommandLine> commandLine, String... arguments) {
    try {
      return commandLine.get().execute(arguments);
    } catch (Error | RuntimeException fatal) {
      PrintWriter err = new PrintWriter(System.err, true, Charset.defaultCharset());
      return new Failures(System.getenv()).report(fatal, err);
    }
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing command: what should be done?");
  }

  /** The version from the jar's manifest. */
  static final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
      String version = Meshparity.class.getPackage().getImplementationVersion();
      return new String[] {"meshparity " + (version == null ? "(not from a jar)" : version)};
    }
  }
}
