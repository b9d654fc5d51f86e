package org.meshparity.tests.bench;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.stream.Stream;
import org.meshparity.proxyruntime.attribute.wire.ReportRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** A report as Istio's own client encoded it, from the recordings that the Mixer is tested with. */
final class RecordedReport {

  /** As many reports as the proxies send at once. */
  static final int BATCH = 100;

  private static final String RECORDINGS = "/mixer-1.3/wire.jsonl";
  private static final String CASE = "plain outbound http";

  private RecordedReport() {}

  /** The recorded request, byte for byte: one bag, words of the global dictionary and own ones. */
  static byte[] alone() {
    return recorded()
        .filter(line -> line.get("case").asString().startsWith(CASE))
        .map(line -> Base64.getDecoder().decode(line.get("report_request_base64").asString()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no case " + CASE + " in " + RECORDINGS));
  }

  /** The same bag so many times over the one list of words, which is how a batch of them looks. */
  static byte[] times(int count) {
    try {
      ReportRequest one = ReportRequest.parseFrom(alone());
      return one.toBuilder()
          .clearAttributes()
          .addAllAttributes(Collections.nCopies(count, one.getAttributes(0)))
          .build()
          .toByteArray();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("the recording cannot be read", e);
    }
  }

  private static Stream<JsonNode> recorded() {
    ObjectMapper json = new ObjectMapper();
    try (InputStream in = RecordedReport.class.getResourceAsStream(RECORDINGS)) {
      if (in == null) {
        throw new IllegalStateException(RECORDINGS + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().map(json::readTree);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
