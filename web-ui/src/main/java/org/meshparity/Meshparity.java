package org.meshparity;

import org.jspecify.annotations.NullMarked;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program's main: the list of commands. */
@NullMarked
@Command(name = "meshparity", mixinStandardHelpOptions = true)
public final class Meshparity implements Runnable {

  private Meshparity() {}

  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }

  /** Starts the program. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Meshparity()).execute(arguments));
  }
}
