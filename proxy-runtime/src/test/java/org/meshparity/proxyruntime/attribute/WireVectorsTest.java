package org.meshparity.proxyruntime.attribute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meshparity.proxyruntime.attribute.wire.CompressedAttributes;
import org.meshparity.proxyruntime.attribute.wire.ReportRequest;
import org.meshparity.proxyruntime.attribute.wire.StringMap;
import org.meshparity.proxyruntime.mixer.Vectors;
import tools.jackson.databind.JsonNode;

/** Holds encoder and decoder against the wire vectors of Istio's own tests. */
class WireVectorsTest {

  @Test
  void encodingsReadAsTheirAttributesAndWriteAsTheirBytes() throws Exception {
    List<JsonNode> vectors = Vectors.bags("wire_encoding");
    assertThat(vectors).hasSize(2);
    for (JsonNode vector : vectors) {
      byte[] wire = HexFormat.of().parseHex(vector.get("wire_hex_derived").stringValue());
      boolean request = vector.get("message").stringValue().endsWith("ReportRequest");
      ReportRequest message =
          request
              ? ReportRequest.parseFrom(wire)
              : ReportRequest.newBuilder()
                  .addAttributes(CompressedAttributes.parseFrom(wire))
                  .build();
      List<AttributeBag> expected = new ArrayList<>();
      JsonNode attributes = vector.get("attributes");
      (attributes.isArray() ? attributes : List.of(attributes))
          .forEach(each -> expected.add(typed(each)));

      assertThat(decode(message)).isEqualTo(expected);
      assertThat(wireOf(ReportRequests.of(expected), request)).isEqualTo(comparable(wire, request));
    }
    Vectors.covered("mixer-bags.json wire_encoding", 2, vectors.size());
  }

  /** The order of a map on the wire is free, so messages are compared and not bytes. */
  private static Object comparable(byte[] wire, boolean request) throws Exception {
    return request ? ReportRequest.parseFrom(wire) : CompressedAttributes.parseFrom(wire);
  }

  /** The test's request says 221 words by hand, and its single bag brings its own words. */
  private static Object wireOf(ReportRequest encoded, boolean request) {
    return request
        ? encoded.toBuilder().setGlobalWordCount(221).build()
        : encoded.getAttributes(0).toBuilder().addAllWords(encoded.getDefaultWordsList()).build();
  }

  private static AttributeBag typed(JsonNode attributes) {
    AttributeBag.Builder bag = AttributeBag.builder();
    attributes.properties().forEach(each -> put(bag, each.getKey(), each.getValue()));
    return bag.build();
  }

  private static void put(AttributeBag.Builder bag, String name, JsonNode typed) {
    JsonNode value = typed.get("value");
    switch (typed.get("type").stringValue()) {
      case "STRING" -> bag.text(name, value.stringValue());
      case "INT64" -> bag.whole(name, value.longValue());
      case "DOUBLE" -> bag.put(name, new AttributeValue.Real(value.doubleValue()));
      case "BOOL" -> bag.flag(name, value.booleanValue());
      case "TIMESTAMP" -> bag.moment(name, Instant.ofEpochSecond(value.get(0).longValue()));
      case "DURATION" -> bag.span(name, java.time.Duration.ofSeconds(value.get(0).longValue()));
      case "BYTES_UTF8" -> bag.raw(name, value.stringValue().getBytes(StandardCharsets.UTF_8));
      default -> bag.textMap(name, texts(value));
    }
  }

  @Test
  void decodingsGiveTheirBags() throws IOException {
    List<JsonNode> vectors = Vectors.bags("wire_decoding");
    assertThat(vectors).hasSize(2);
    for (JsonNode vector : vectors) {
      AttributeBag bag = decode(request(vector)).get(0);
      vector
          .get("expected")
          .properties()
          .forEach(
              each ->
                  assertThat(shown(bag.get(word(each.getKey()))))
                      .as(vector.get("name") + " " + each.getKey())
                      .isEqualTo(wanted(each.getValue())));
    }
    Vectors.covered("mixer-bags.json wire_decoding", 2, vectors.size());
  }

  /** A vector with a dictionary of its own is put in words of the message: ours is fixed. */
  private static ReportRequest request(JsonNode vector) {
    JsonNode compressed = vector.get("compressed");
    CompressedAttributes.Builder bag = CompressedAttributes.newBuilder();
    compressed.get("words").forEach(each -> bag.addWords(each.stringValue()));
    int own = bag.getWordsCount();
    vector.get("global_words").forEach(each -> bag.addWords(each.stringValue()));
    compressed
        .path("strings")
        .properties()
        .forEach(e -> bag.putStrings(at(e.getKey(), own), at(e.getValue().asString(), own)));
    compressed
        .path("int64s")
        .properties()
        .forEach(e -> bag.putInt64S(at(e.getKey(), own), e.getValue().longValue()));
    compressed
        .path("doubles")
        .properties()
        .forEach(e -> bag.putDoubles(at(e.getKey(), own), e.getValue().doubleValue()));
    compressed
        .path("bools")
        .properties()
        .forEach(e -> bag.putBools(at(e.getKey(), own), e.getValue().booleanValue()));
    compressed
        .path("timestamps")
        .properties()
        .forEach(
            e -> bag.putTimestamps(at(e.getKey(), own), timestamp(e.getValue().stringValue())));
    compressed
        .path("durations")
        .properties()
        .forEach(
            e ->
                bag.putDurations(
                    at(e.getKey(), own), Duration.newBuilder().setSeconds(42).build()));
    compressed
        .path("bytes")
        .properties()
        .forEach(
            e ->
                bag.putBytes(
                    at(e.getKey(), own),
                    ByteString.copyFrom(HexFormat.of().parseHex(e.getValue().stringValue()))));
    compressed
        .path("string_maps")
        .properties()
        .forEach(e -> bag.putStringMaps(at(e.getKey(), own), map(e.getValue(), own)));
    return ReportRequest.newBuilder()
        .addAttributes(bag)
        .setRepeatedAttributesSemanticsValue(1)
        .build();
  }

  private static StringMap map(JsonNode entries, int own) {
    StringMap.Builder map = StringMap.newBuilder();
    entries
        .properties()
        .forEach(e -> map.putEntries(at(e.getKey(), own), at(e.getValue().asString(), own)));
    return map.build();
  }

  /** The vector's dictionary follows behind the message's words. */
  private static int at(String index, int own) {
    int value = Integer.parseInt(index);
    return value < 0 ? value : -own - value - 1;
  }

  private static Timestamp timestamp(String text) {
    Instant time = Instant.parse(text);
    return Timestamp.newBuilder()
        .setSeconds(time.getEpochSecond())
        .setNanos(time.getNano())
        .build();
  }

  private static String word(String name) {
    return name;
  }

  private static Object shown(AttributeValue value) {
    if (value instanceof AttributeValue.Text text) {
      return text.value();
    }
    if (value instanceof AttributeValue.Whole whole) {
      return Double.valueOf(whole.value());
    }
    if (value instanceof AttributeValue.Real real) {
      return real.value();
    }
    if (value instanceof AttributeValue.Flag flag) {
      return flag.value();
    }
    if (value instanceof AttributeValue.Moment moment) {
      return moment.value().toString();
    }
    if (value instanceof AttributeValue.Span span) {
      return span.value().toSeconds() + "s";
    }
    if (value instanceof AttributeValue.Raw raw) {
      return HexFormat.of().formatHex(raw.value().toByteArray());
    }
    return value instanceof AttributeValue.TextMap map ? map.value() : "absent";
  }

  private static Object wanted(JsonNode value) {
    if (value.isNumber()) {
      return value.doubleValue();
    }
    if (value.isBoolean()) {
      return value.booleanValue();
    }
    if (value.isObject()) {
      return texts(value);
    }
    String text = value.stringValue();
    return text.startsWith("2001") ? Instant.parse(text).toString() : text;
  }

  @Test
  void repeatedBagsAccumulateOrStandAlone() throws IOException {
    List<JsonNode> vectors = Vectors.bags("repeated_attributes");
    assertThat(vectors).hasSize(3);
    for (JsonNode vector : vectors) {
      if (!vector.has("input_bags_int64")) {
        assertBadIndex();
        continue;
      }
      boolean delta = vector.get("semantics").stringValue().startsWith("DELTA");
      List<AttributeBag> bags = wholes(vector.get("input_bags_int64"));
      ReportRequest request =
          ReportRequests.of(bags).toBuilder()
              .setRepeatedAttributesSemanticsValue(delta ? 0 : 1)
              .build();
      assertThat(decode(request)).isEqualTo(wholes(vector.get("expected_bags")));
    }
    Vectors.covered("mixer-bags.json repeated_attributes", 3, vectors.size());
  }

  /**
   * Istio's unit test wants an error; the real server was seen to forgive a bag that stands alone.
   */
  private static void assertBadIndex() {
    ReportRequest.Builder request =
        ReportRequest.newBuilder()
            .addAttributes(CompressedAttributes.newBuilder().addWords("A1").putInt64S(-1, 25))
            .addAttributes(
                CompressedAttributes.newBuilder().addWords("A4").putInt64S(4_646_464, 31_415_692));

    assertThatThrownBy(() -> decode(request.build())).isInstanceOf(MalformedReport.class);
    request.setRepeatedAttributesSemanticsValue(1);
    assertThat(decode(request.build()).get(1).values()).isEmpty();
  }

  private static List<AttributeBag> wholes(JsonNode bags) {
    List<AttributeBag> list = new ArrayList<>();
    for (JsonNode each : bags) {
      AttributeBag.Builder bag = AttributeBag.builder();
      each.properties().forEach(e -> bag.whole(e.getKey(), e.getValue().longValue()));
      list.add(bag.build());
    }
    return list;
  }

  private static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new HashMap<>();
    object.properties().forEach(each -> texts.put(each.getKey(), each.getValue().stringValue()));
    return texts;
  }

  private static List<AttributeBag> decode(ReportRequest request) {
    List<AttributeBag> bags = new ArrayList<>();
    ReportDecoder.decode(request, bags::add);
    return bags;
  }
}
