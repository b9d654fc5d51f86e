package org.meshparity.tests.bench;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.meshparity.rules.LabelMatchers;
import org.meshparity.rules.PromqlName;

/**
 * Queries as they were put, to be put once more by one {@code curl} that throws the answers away:
 * in the same order, two at a time, and without the pauses in which a check waits for all.
 */
final class CurlReplay {

  private record Asked(String promql, long at) {}

  private final String url;
  private final List<Asked> queries = new ArrayList<>();

  /**
   * To a server.
   *
   * @param url without a path
   */
  CurlReplay(String url) {
    this.url = url;
  }

  synchronized void note(String promql, long at) {
    queries.add(new Asked(promql, at));
  }

  synchronized void note(String series, LabelMatchers matchers, long after, long until) {
    note(PromqlName.selector(series, matchers) + "[" + (until - after) + "ms]", until);
  }

  synchronized int size() {
    return queries.size();
  }

  /** Puts them again; gives how many there were. */
  int run() throws IOException, InterruptedException {
    Path config = Files.createTempFile("meshparity-curl", ".config");
    try {
      Files.writeString(config, config());
      Process curl =
          new ProcessBuilder(
                  "curl",
                  "--silent",
                  "--show-error",
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
      return size();
    } finally {
      Files.delete(config);
    }
  }

  private synchronized String config() {
    StringBuilder config = new StringBuilder();
    for (Asked asked : queries) {
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
