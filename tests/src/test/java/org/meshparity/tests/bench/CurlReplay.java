package org.meshparity.tests.bench;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Queries as they were put, to be put once more by one {@code curl} that throws the answers away:
 * in the same order, two at a time, and without the pauses in which a check waits for all.
 */
final class CurlReplay {

  private final String url;
  private final List<QueryLog.Logged> queries;

  /**
   * To a server.
   *
   * @param url without a path
   */
  CurlReplay(String url, List<QueryLog.Logged> queries) {
    this.url = url;
    this.queries = List.copyOf(queries);
  }

  /** Puts them again. */
  void run() throws IOException, InterruptedException {
    Path config = Files.createTempFile("meshparity-curl", ".config");
    try {
      Files.writeString(config, config());
      Process curl =
          new ProcessBuilder(
                  "curl",
                  "--silent",
                  "--show-error",
                  "--no-progress-meter",
                  "--fail",
                  "--parallel",
                  "--parallel-max",
                  "2",
                  "--config",
                  config.toString())
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      if (!curl.waitFor(10, TimeUnit.MINUTES) || curl.exitValue() != 0) {
        curl.destroyForcibly();
        throw new IOException("curl could not put the same queries");
      }
    } finally {
      Files.delete(config);
    }
  }

  private String config() {
    StringBuilder config = new StringBuilder();
    for (QueryLog.Logged asked : queries) {
      config
          .append(config.length() == 0 ? "" : "next\n")
          .append("url = \"")
          .append(url)
          .append("/api/v1/query\"\noutput = \"/dev/null\"\ndata-urlencode = \"query=")
          .append(asked.promql().replace("\\", "\\\\").replace("\"", "\\\""))
          .append("\"\ndata = \"time=")
          .append(BigDecimal.valueOf(asked.at(), 3).toPlainString())
          .append("\"\n");
    }
    return config.toString();
  }
}
