package org.meshparity.comparator.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Memory follows the histograms of a page, not its bytes. */
class ExpositionMemoryTest {

  private static final long BYTES = 100_000_000;

  @TempDir Path folder;

  @Test
  void aHundredMegabytesPassThroughAHeapOfTwentyFour() throws Exception {
    Path page = folder.resolve("large.prom");
    Files.copy(Pages.ofHistograms(BYTES), page);
    Path output = folder.resolve("output");
    Process reader =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx24m",
                "-cp",
                System.getProperty("java.class.path"),
                Reader.class.getName(),
                page.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();

    assertThat(reader.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(Files.readString(output)).matches("(?s).*\\b2\\d{5} buckets\\s*");
    assertThat(reader.exitValue()).isZero();
  }

  /** Reads the page in a small heap. */
  static final class Reader {
    private Reader() {}

    public static void main(String[] args) throws SourceUnavailable {
      AtomicLong buckets = new AtomicLong();
      try (ExpositionSource source =
          ExpositionSource.of(List.of(new ExpositionSource.Page(args[0], null)), 1)) {
        source.scan(Set.of("h_bucket"), (place, sample) -> buckets.incrementAndGet());
      }
      System.out.println(buckets + " buckets");
    }
  }
}
