package org.meshparity.tests.bench.accuracy;

import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.meshparity.comparator.simulation.ScrapedSeries;
import org.meshparity.tests.pushdown.WritablePrometheus;

/**
 * Makes blocks of a Prometheus before it starts, with {@code promtool tsdb create-blocks-from
 * openmetrics}. The text has a line with all labels for each sample, and can hold no staleness
 * marker.
 */
final class Blocks {

  private static final long PATIENCE_MINUTES = 10;

  private Blocks() {}

  /**
   * Writes the blocks of some series.
   *
   * @param folder where the Prometheus will keep its data in {@code data}
   */
  static void create(Path folder, List<ScrapedSeries> series)
      throws IOException, InterruptedException {
    Path text = folder.resolve("samples.om");
    Path log = folder.resolve("promtool.log");
    write(text, series);
    Process promtool =
        new ProcessBuilder(
                promtool().toString(),
                "tsdb",
                "create-blocks-from",
                "openmetrics",
                "--quiet",
                text.toString(),
                folder.resolve("data").toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (!promtool.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
      promtool.destroyForcibly();
      throw new IOException("promtool made no blocks in " + PATIENCE_MINUTES + " minutes");
    }
    if (promtool.exitValue() != 0) {
      throw new IOException("promtool made no blocks: " + Files.readString(log));
    }
    Files.delete(text);
  }

  private static Path promtool() throws IOException {
    Path promtool = WritablePrometheus.binary().toRealPath().resolveSibling("promtool");
    if (!Files.isExecutable(promtool)) {
      throw new IOException("there is no " + promtool + "; load by remote-write instead");
    }
    return promtool;
  }

  static void write(Path file, List<ScrapedSeries> series) throws IOException {
    try (Writer out = Files.newBufferedWriter(file)) {
      for (ScrapedSeries each : series) {
        String name = each.name() + labels(each.labels()) + " ";
        for (int i = 0; i < each.stampsMs().length; i++) {
          if (!ScrapedSeries.stale(each.values()[i])) {
            long stamp = Windows.EPOCH_MS + each.stampsMs()[i];
            out.write(name + each.values()[i] + " " + BigDecimal.valueOf(stamp, 3) + "\n");
          }
        }
      }
      out.write("# EOF\n");
    }
  }

  private static String labels(Map<String, String> labels) {
    StringJoiner text = new StringJoiner(",", "{", "}");
    new TreeMap<>(labels)
        .forEach((name, value) -> text.add(String.format(Locale.ROOT, "%s=\"%s\"", name, value)));
    return text.toString();
  }
}
