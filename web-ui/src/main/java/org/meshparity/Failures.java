package org.meshparity;

import java.io.PrintWriter;
import java.util.Map;
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

  /** Says that Meshparity itself failed, and returns the code for it. */
  int report(Throwable failure, PrintWriter err) {
    err.println("meshparity: internal error: " + failure + hint());
    trace(failure, err);
    err.flush();
    return INTERNAL;
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
