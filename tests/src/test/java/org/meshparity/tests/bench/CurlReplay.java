package org.meshparity.tests.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Requests as they were posted, to be posted once more by one {@code curl} that throws the answers
 * away: in the same order, and without the pauses in which a check waits for all.
 */
final class CurlReplay implements AutoCloseable {

  private final Path folder;

  /**
   * To a server.
   *
   * @param url without a path
   */
  CurlReplay(String url, List<RequestTap.Posted> requests) throws IOException {
    this.folder = Files.createTempDirectory("meshparity-curl");
    StringBuilder config = new StringBuilder();
    for (int i = 0; i < requests.size(); i++) {
      RequestTap.Posted one = requests.get(i);
      Path body = Files.write(folder.resolve(Integer.toString(i)), one.body());
      config.append(i == 0 ? "" : "next\n");
      line(config, "url", url + one.path());
      line(config, "output", "/dev/null");
      line(config, "data-binary", "@" + body);
      one.headers().forEach((name, value) -> line(config, "header", name + ": " + value));
    }
    Files.writeString(config(), config);
  }

  private static void line(StringBuilder config, String option, String value) {
    config
        .append(option)
        .append(" = \"")
        .append(value.replace("\\", "\\\\").replace("\"", "\\\""))
        .append("\"\n");
  }

  private Path config() {
    return folder.resolve("config");
  }

  /** Posts them again, so many at a time. */
  void run(int atOnce) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("curl", "--silent", "--show-error", "--fail"));
    if (atOnce > 1) {
      words.addAll(List.of("--parallel", "--parallel-max", Integer.toString(atOnce)));
    }
    words.addAll(List.of("--no-progress-meter", "--config", config().toString()));
    Process curl =
        new ProcessBuilder(words)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    if (!curl.waitFor(10, TimeUnit.MINUTES) || curl.exitValue() != 0) {
      curl.destroyForcibly();
      throw new IOException("curl could not put the same requests");
    }
  }

  @Override
  public void close() throws IOException {
    PushdownCommand.delete(folder);
  }
}
