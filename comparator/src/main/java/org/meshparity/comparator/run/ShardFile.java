package org.meshparity.comparator.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes a shard's readings as JSON, and reads them back if nothing happened to them. */
public final class ShardFile {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private ShardFile() {}

  /** Writes to a stream, which stays open. */
  public static void write(ShardReport shard, OutputStream into) {
    MAPPER
        .writer()
        .without(StreamWriteFeature.AUTO_CLOSE_TARGET)
        .writeValue(into, shard.withDigest(digest(shard)));
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException naming the file and what is wrong with it
   */
  public static ShardReport read(Path file) {
    if (!Files.exists(file)) {
      throw new IllegalArgumentException("there is no file " + file);
    }
    ShardReport shard;
    try (InputStream in = Files.newInputStream(file)) {
      shard = MAPPER.readValue(in, ShardReport.class);
    } catch (JacksonException | IOException broken) {
      throw new IllegalArgumentException(
          file
              + " is no shard, or was damaged; one is written by check --shard i/n --output"
              + " json=FILE",
          broken);
    }
    if (!shard.schemaVersion().equals(ShardReport.SCHEMA_VERSION)) {
      throw new IllegalArgumentException(
          file
              + " is a shard of version "
              + shard.schemaVersion()
              + ", this program reads "
              + ShardReport.SCHEMA_VERSION);
    }
    if (!shard.sha256().equals(digest(shard))) {
      throw new IllegalArgumentException(
          file + " was changed or damaged since it was written: its digest does not fit");
    }
    return shard;
  }

  private static String digest(ShardReport shard) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      MAPPER.writeValue(
          new DigestOutputStream(OutputStream.nullOutputStream(), sha), shard.withDigest(""));
      return HexFormat.of().formatHex(sha.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
