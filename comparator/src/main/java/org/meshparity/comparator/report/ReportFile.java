package org.meshparity.comparator.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads a report back from the contract's JSON, and says what is wrong with anything else. */
public final class ReportFile {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private ReportFile() {}

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException naming the file and why it is no report
   */
  public static Report read(Path file) {
    if (!Files.exists(file)) {
      throw new IllegalArgumentException("there is no file " + file);
    }
    try (InputStream in = Files.newInputStream(file)) {
      JsonNode json = MAPPER.readTree(in);
      String version = json.path("schemaVersion").asString("");
      if (version.isEmpty() || !json.path("checks").isArray()) {
        throw new IllegalArgumentException(
            file
                + " is no report of Meshparity: it has no schemaVersion or no checks; one is"
                + " written by check --output json=FILE");
      }
      if (!version.equals(Report.SCHEMA_VERSION)) {
        throw new IllegalArgumentException(
            file
                + " is a report of schema version "
                + version
                + ", this program reads version "
                + Report.SCHEMA_VERSION);
      }
      return MAPPER.treeToValue(json, Report.class);
    } catch (JacksonException broken) {
      throw new IllegalArgumentException(
          file + " cannot be read as a report: " + broken.getOriginalMessage() + place(broken),
          broken);
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(
          file + " cannot be read: " + unreadable.getMessage(), unreadable);
    }
  }

  private static String place(JacksonException broken) {
    return broken.getLocation() == null || broken.getLocation().getLineNr() < 0
        ? ""
        : " (line "
            + broken.getLocation().getLineNr()
            + ", column "
            + broken.getLocation().getColumnNr()
            + ")";
  }
}
