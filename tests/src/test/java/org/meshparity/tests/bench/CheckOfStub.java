package org.meshparity.tests.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The real {@code check}, in a process and a heap of its own, against a {@link StubMesh}. */
final class CheckOfStub implements AutoCloseable {

  private static final Pattern PORT = Pattern.compile("^port ([0-9]+)$");
  private static final Pattern AFTER_COLLECTION = Pattern.compile("->([0-9]+)M\\(");
  private static final long PATIENCE_MINUTES = 15;

  /** The end of the hour that is compared. */
  static final Instant END = Instant.parse("2023-11-14T23:13:20Z");

  private final Path folder;
  private final Child server;
  private final String url;
  private final HttpClient http = HttpClient.newHttpClient();

  private CheckOfStub(Path folder, Child server, String url) {
    this.folder = folder;
    this.server = server;
    this.url = url;
  }

  /** A mesh of so many groups, each shown by so many processes of either side. */
  static CheckOfStub start(int groups, int legacyPods, int candidatePods)
      throws IOException, InterruptedException {
    return start(groups, legacyPods, candidatePods, StubGroups.Shape.HISTOGRAMS, false);
  }

  /** The same where groups have a shape, and all processes of the candidate may have restarted. */
  static CheckOfStub start(
      int groups, int legacyPods, int candidatePods, StubGroups.Shape shape, boolean restarted)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>();
    Stream.of(groups, legacyPods, candidatePods).map(String::valueOf).forEach(words::add);
    words.add(shape.name().toLowerCase(Locale.ROOT));
    words.add(restarted ? "restarted" : "steady");
    Child server = Child.start("the stub", StubMesh.class.getName(), words);
    Path folder = Files.createTempDirectory("meshparity-bench");
    Files.writeString(folder.resolve("pack.yaml"), shape.pack());
    return new CheckOfStub(folder, server, "http://127.0.0.1:" + server.says(PORT));
  }

  /**
   * What a check came to.
   *
   * @param firstRequest when it arrived, in milliseconds since the epoch
   * @param seconds from then to the process's end
   * @param megabytes what the largest heap held after a collection
   */
  record Ran(int exitCode, long firstRequest, double seconds, long megabytes, List<String> forms) {}

  /** Runs it with a heap of so many megabytes. */
  Ran run(int heap) throws IOException, InterruptedException {
    requests();
    Path log = folder.resolve("gc.log");
    Process check =
        new ProcessBuilder(command(heap, log))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile())
            .start();
    if (!check.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
      check.destroyForcibly();
      throw new IOException("the check did not end in " + PATIENCE_MINUTES + " minutes");
    }
    long ended = System.currentTimeMillis();
    List<String> asked = requests();
    if (asked.isEmpty()) {
      throw new IOException(
          "the check asked nothing: " + Files.readString(folder.resolve("output")));
    }
    long first = Long.parseLong(asked.get(0).split(" ")[0]);
    List<String> forms = asked.stream().map(line -> line.substring(line.indexOf(' ') + 1)).toList();
    return new Ran(check.exitValue(), first, (ended - first) / 1e3, largestHeap(log), forms);
  }

  private List<String> command(int heap, Path log) {
    List<String> command = new ArrayList<>();
    command.add(java());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")); // as the launcher does
    command.addAll(List.of("-Xmx" + heap + "m", "-Xlog:gc:file=" + log));
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), "org.meshparity.Meshparity"));
    command.addAll(List.of("check", "--pack", folder.resolve("pack.yaml").toString()));
    command.addAll(List.of("--prometheus", url, "--window", "1h", "--at", END.toString()));
    command.addAll(List.of("--output", "text"));
    command.addAll(List.of("--output", "json=" + folder.resolve("report.json")));
    return command;
  }

  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** What the largest heap held after a collection, in megabytes, by the collector's log. */
  static long largestHeap(Path log) throws IOException {
    long largest = 0;
    Matcher found = AFTER_COLLECTION.matcher(Files.readString(log));
    while (found.find()) {
      largest = Math.max(largest, Long.parseLong(found.group(1)));
    }
    return largest;
  }

  /** The first lines of the last check's report, or why there is none. */
  String said() throws IOException {
    try (Stream<String> lines = Files.lines(folder.resolve("output"))) {
      return String.join(" | ", lines.limit(3).toList());
    }
  }

  /** The last check's report as JSON; for small ones. */
  String report() throws IOException {
    return Files.readString(folder.resolve("report.json"));
  }

  /** Tells the stub how many groups there are from now on, as {@link StubMesh} takes it. */
  void resize(String groups) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/groups"))
            .POST(HttpRequest.BodyPublishers.ofString(groups))
            .build();
    http.send(request, BodyHandlers.discarding());
  }

  private List<String> requests() throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/requests")).build();
    String lines = http.send(request, BodyHandlers.ofString()).body();
    return lines.isEmpty() ? List.of() : List.of(lines.split("\n"));
  }

  /**
   * How long the same questions take if curl throws the answers away: both sides at once, one after
   * another on each, as the check asks them.
   */
  double curl(List<String> forms) throws IOException, InterruptedException {
    List<Process> both = new ArrayList<>();
    long start = System.nanoTime();
    for (String side : List.of("job%3D%22a%22", "job%3D%22b%22")) {
      Path plan = folder.resolve(side.contains("22a") ? "legacy.curl" : "candidate.curl");
      Files.writeString(plan, plan(forms.stream().filter(form -> form.contains(side)).toList()));
      both.add(
          new ProcessBuilder("curl", "-sS", "-K", plan.toString())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("curl.out").toFile())
              .start());
    }
    for (Process curl : both) {
      if (curl.waitFor() != 0) {
        throw new IOException("curl failed: " + Files.readString(folder.resolve("curl.out")));
      }
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private String plan(List<String> forms) {
    StringBuilder plan = new StringBuilder();
    for (String form : forms) {
      plan.append(plan.isEmpty() ? "" : "next\n").append("url = ").append(url);
      plan.append("/api/v1/query\noutput = /dev/null\ndata = \"").append(form).append("\"\n");
    }
    return plan.toString();
  }

  @Override
  public void close() throws IOException {
    server.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
