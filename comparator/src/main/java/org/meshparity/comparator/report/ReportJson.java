package org.meshparity.comparator.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.json.JsonMapper;

/** Writes a report as the contract's JSON; equal reports are equal bytes. */
public final class ReportJson {

  private static final String SCHEMA = "/org/meshparity/report-1.schema.json";

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(SerializationFeature.CLOSE_CLOSEABLE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .addMixIn(Report.class, ManyChecks.class)
          .build();

  /**
   * Made with all that it takes to write each part, which costs a young JVM a tenth of a second.
   */
  private static final ObjectWriter WRITER =
      MAPPER.writerFor(Report.class).without(StreamWriteFeature.AUTO_CLOSE_TARGET);

  /** How the checks of a report are written here, and only here; read by Jackson. */
  interface ManyChecks {
    @JsonSerialize(using = ChecksJson.class)
    List<Report.Check> checks();
  }

  private ReportJson() {}

  /** Writes to a stream, which stays open. */
  public static void write(Report report, OutputStream into) {
    WRITER.writeValue(into, report);
  }

  /** Works out now how a report is written, which the first one would otherwise wait for. */
  public static void prepare() {
    for (Class<?> part : Report.class.getDeclaredClasses()) {
      MAPPER.writerFor(part); // a list's elements are else looked at when the first one is written
    }
  }

  /** Writes what only a preflight found, in the same form. */
  public static void write(PreflightReport report, OutputStream into) {
    MAPPER.writer().without(StreamWriteFeature.AUTO_CLOSE_TARGET).writeValue(into, report);
  }

  /** As text. */
  public static String toString(Report report) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    write(report, text);
    return text.toString(StandardCharsets.UTF_8);
  }

  /** The JSON Schema (2020-12) of reports, for programs that read them. */
  public static String schema() {
    try (InputStream in = ReportJson.class.getResourceAsStream(SCHEMA)) {
      if (in == null) {
        throw new IllegalStateException("the program was built without " + SCHEMA);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
