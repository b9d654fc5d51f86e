package org.meshparity.tests.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A core for the server and another one for whoever asks it, so that neither waits for the other's
 * CPU, as where the server has a machine of its own. This process is moved to its core first: what
 * it starts then stays there, and believes that the machine has no more.
 */
final class Apart implements AutoCloseable {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String ALLOWED = "Cpus_allowed_list:";

  private final List<Integer> cores;

  private Apart(List<Integer> cores) {
    this.cores = cores;
  }

  /**
   * Moves this process to one of its two first cores.
   *
   * @throws IllegalArgumentException if this machine does not allow it, saying why
   */
  static Apart begin() throws IOException, InterruptedException {
    Apart apart = new Apart(twoOrMore(System.getProperty("os.name"), allowed()));
    if (!apart.moved(ProcessHandle.current().pid(), apart.cores.subList(1, 2))) {
      throw new IllegalArgumentException("--apart needs taskset (of util-linux), which failed");
    }
    return apart;
  }

  /** The cores, refused where they are too few or nobody knows them. */
  static List<Integer> twoOrMore(String system, String allowed) {
    if (!system.toLowerCase(Locale.ROOT).equals("linux")) {
      throw new IllegalArgumentException("--apart needs Linux, this is " + system);
    }
    List<Integer> cores = new ArrayList<>();
    for (String range : allowed.strip().split(",")) {
      String[] ends = range.split("-");
      int last = Integer.parseInt(ends[ends.length - 1]);
      for (int core = Integer.parseInt(ends[0]); core <= last; core++) {
        cores.add(core);
      }
    }
    if (cores.size() < 2) {
      throw new IllegalArgumentException("--apart needs two cores, this process has " + allowed);
    }
    return cores;
  }

  private static String allowed() throws IOException {
    if (!Files.exists(STATUS)) {
      return "";
    }
    return Files.readAllLines(STATUS, StandardCharsets.ISO_8859_1).stream()
        .filter(line -> line.startsWith(ALLOWED))
        .map(line -> line.substring(ALLOWED.length()).strip())
        .findFirst()
        .orElseThrow(() -> new IOException(STATUS + " does not say " + ALLOWED));
  }

  /** Gives a server, which this process has started, the other core for itself. */
  void serve(long pid) throws IOException, InterruptedException {
    if (!moved(pid, cores.subList(0, 1))) {
      throw new IOException("taskset could not move the server, process " + pid);
    }
  }

  private boolean moved(long pid, List<Integer> to) throws IOException, InterruptedException {
    String list = String.join(",", to.stream().map(String::valueOf).toList());
    ProcessBuilder taskset =
        new ProcessBuilder("taskset", "--all-tasks", "--cpu-list", "--pid", list, "" + pid);
    try {
      return taskset.redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
    } catch (IOException absent) {
      throw new IllegalArgumentException(
          "--apart needs taskset (of util-linux): " + absent.getMessage(), absent);
    }
  }

  /** Lets this process use all of its cores again. */
  @Override
  public void close() throws IOException, InterruptedException {
    moved(ProcessHandle.current().pid(), cores);
  }
}
