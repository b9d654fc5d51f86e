package org.meshparity.comparator.source;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;

/** A page of histograms in memory, for benchmarks. */
public final class PageTask {

  /** From the brace to the bound, which stands last. */
  private static final Pattern BOUND = Pattern.compile("\\{([^}]*),(le=\"[^\"]*\")}");

  private final byte[] page;

  private PageTask(byte[] page) {
    this.page = page;
  }

  /** Makes a page of about so many bytes. */
  public PageTask(int bytes) {
    try {
      ByteArrayOutputStream made = new ByteArrayOutputStream(bytes);
      made.write("# TYPE h histogram\n".getBytes(StandardCharsets.US_ASCII));
      Pages.ofHistograms(bytes).transferTo(made);
      this.page = made.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same page, of an exporter that writes the bound before all other labels. */
  public PageTask boundFirst() {
    String text = new String(page, StandardCharsets.US_ASCII);
    String moved = BOUND.matcher(text).replaceAll("{$2,$1}");
    return new PageTask(moved.getBytes(StandardCharsets.US_ASCII));
  }

  /** The page itself. */
  public byte[] page() {
    return page;
  }

  /** Takes every line apart: name, labels and value are known. */
  public double parse() throws IOException {
    double[] sum = new double[1];
    ExpositionParser.parse(new ByteArrayInputStream(page), "p", sample -> sum[0] += sample.value());
    return sum[0];
  }

  /** The same, and every histogram held to its rules, as each page of a {@code diff} is. */
  public long judged() throws IOException {
    long[] seen = new long[1];
    WantedPage wanted = new WantedPage("p", Set.of("h_bucket"), sample -> seen[0]++);
    ExpositionParser.parse(new ByteArrayInputStream(page), "p", wanted);
    wanted.finish();
    return seen[0];
  }
}
