package org.meshparity;

import java.io.PrintWriter;
import java.util.Map;
import org.meshparity.comparator.run.HeapExhausted;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What a command line that went wrong says and returns: one line, and an exit code that no verdict
 * has. The stack trace is kept for those who ask, with MESHPARITY_DEBUG=1.
 */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {

  /** The sysexits word for an internal error; 1 and 3 are verdicts, and the JVM's own habits. */
  static final int INTERNAL = 70;

  private final boolean debug;

  Failures(Map<String, String> environment) {
    this.debug = environment.getOrDefault("MESHPARITY_DEBUG", "").equals("1");
  }

  @Override
  public int handleParseException(ParameterException wrong, String[] arguments) {
    CommandLine commandLine = wrong.getCommandLine();
    PrintWriter err = commandLine.getErr();
    String name = commandLine.getCommandSpec().qualifiedName();
    err.println(commandLine.getColorScheme().errorText(name + ": " + wrong.getMessage()));
    UnmatchedArgumentException.printSuggestions(wrong, err);
    err.println("'" + name + " --help' lists what is possible.");
    trace(wrong, err);
    err.flush();
    return commandLine.getCommandSpec().exitCodeOnInvalidInput();
  }

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine commandLine, ParseResult parsed) {
    return report(failure, commandLine.getErr());
  }

  /** Says how Meshparity itself failed, and returns the code for it. */
  int report(Throwable failure, PrintWriter err) {
    err.println("meshparity: " + sentence(failure));
    trace(failure, err);
    err.flush();
    return INTERNAL;
  }

  /** Where memory is short nothing is wrong inside, and whoever called can help. */
  private String sentence(Throwable failure) {
    if (failure instanceof HeapExhausted) {
      return String.valueOf(failure.getMessage());
    }
    return HeapExhausted.isReasonOf(failure)
        ? HeapExhausted.sentence()
        : "internal error: " + failure + hint();
  }

  private String hint() {
    return debug ? "" : " (MESHPARITY_DEBUG=1 shows where)";
  }

  private void trace(Throwable failure, PrintWriter err) {
    if (debug) {
      failure.printStackTrace(err);
    }
  }
}
