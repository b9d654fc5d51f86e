package org.meshparity.comparator.report;

import java.io.OutputStream;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes a report as the contract's JSON; equal reports are equal bytes. */
public final class ReportJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(SerializationFeature.CLOSE_CLOSEABLE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private ReportJson() {}

  /** Writes to a stream, which stays open. */
  public static void write(Report report, OutputStream into) {
    MAPPER
        .writer()
        .without(tools.jackson.core.StreamWriteFeature.AUTO_CLOSE_TARGET)
        .writeValue(into, report);
  }

  /** As text. */
  public static String toString(Report report) {
    return MAPPER.writeValueAsString(report);
  }
}
