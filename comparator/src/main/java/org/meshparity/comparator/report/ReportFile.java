package org.meshparity.comparator.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a report back from the contract's JSON, and says what is wrong with anything else. All of
 * it is looked at, but its checks stay where they are: there can be more than fit into memory. Of
 * what can be read only once, like a pipe, they are kept.
 */
public final class ReportFile {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS) // looked for at the end
          .build();

  private static final ObjectReader CHECK = MAPPER.readerFor(Report.Check.class);

  private final Path file;
  private final JsonParser json;
  private final ObjectNode rest = MAPPER.createObjectNode();
  private @Nullable CheckList checks;

  private ReportFile(Path file, JsonParser json) {
    this.file = file;
    this.json = json;
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException naming the file and why it is no report; whoever reads the
   *     checks gets it too if the file was changed meanwhile
   */
  public static Report read(Path file) {
    if (!Files.exists(file)) {
      throw new IllegalArgumentException("there is no file " + file);
    }
    try (InputStream in = Files.newInputStream(file);
        JsonParser json = MAPPER.createParser(in)) {
      return new ReportFile(file, json).report();
    } catch (JacksonException broken) {
      throw new IllegalArgumentException(
          file
              + " cannot be read as a report: "
              + broken.getOriginalMessage()
              + place(broken.getLocation()),
          broken);
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(
          file + " cannot be read: " + unreadable.getMessage(), unreadable);
    }
  }

  private Report report() {
    if (json.nextToken() == JsonToken.START_OBJECT) {
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        field(json.currentName());
      }
    } else {
      json.skipChildren();
    }
    if (json.nextToken() != null) {
      throw wrong("something stands behind its end");
    }
    refuseOthers();
    if (checks != null) {
      rest.set("checks", MAPPER.createArrayNode());
    }
    Report report = MAPPER.treeToValue(rest, Report.class);
    return checks == null ? report : report.listing(checks);
  }

  /** Checks whose version is not known yet may be anything. */
  private void field(String name) {
    boolean isArray = json.nextToken() == JsonToken.START_ARRAY;
    if (name.equals("checks") && isArray && rest.has("schemaVersion")) {
      refuseOtherVersion();
      checks = checks();
    } else {
      rest.set(name, MAPPER.readTree(json));
    }
  }

  private CheckList checks() {
    boolean stays = Files.isRegularFile(file);
    FiledChecks.Places places = new FiledChecks.Places();
    List<Report.Check> kept = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      long at = json.currentTokenLocation().getByteOffset();
      if (json.currentToken() != JsonToken.START_OBJECT) {
        throw wrong("a check must be an object, was " + json.currentToken());
      }
      Report.Check check = CHECK.readValue(json);
      stays &= at >= 0; // not known of UTF-16
      if (stays) {
        places.add(at);
      } else {
        kept.add(check);
      }
    }
    return stays ? places.in(file, CHECK) : new KeptChecks(kept);
  }

  private void refuseOthers() {
    boolean hasVersion = !rest.path("schemaVersion").asString("").isEmpty();
    if (!hasVersion || (checks == null && !rest.path("checks").isArray())) {
      throw new IllegalArgumentException(
          file
              + " is no report of Meshparity: it has no schemaVersion or no checks; one is"
              + " written by check --output json=FILE");
    }
    refuseOtherVersion();
  }

  private void refuseOtherVersion() {
    String version = rest.path("schemaVersion").asString("");
    if (!version.equals(Report.SCHEMA_VERSION)) {
      throw new IllegalArgumentException(
          file
              + " is a report of schema version "
              + version
              + ", this program reads version "
              + Report.SCHEMA_VERSION);
    }
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException(
        file + " cannot be read as a report: " + what + place(json.currentTokenLocation()));
  }

  private static String place(@Nullable TokenStreamLocation at) {
    return at == null || at.getLineNr() < 0
        ? ""
        : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
  }
}
