package org.meshparity.proxyruntime.attribute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meshparity.proxyruntime.attribute.wire.CompressedAttributes;
import org.meshparity.proxyruntime.attribute.wire.ReportRequest;
import org.meshparity.proxyruntime.attribute.wire.ReportRequest.RepeatedAttributesSemantics;

class ReportWireTest {

  private static final AttributeBag EVERYTHING =
      AttributeBag.builder()
          .text("source.uid", "kubernetes://pod.default")
          .text("context.protocol", "http")
          .whole("response.code", 200)
          .flag("connection.mtls", true)
          .moment("request.time", Instant.ofEpochSecond(1_574_000_000, 5))
          .span("response.duration", Duration.ofNanos(-1_500_000_001))
          .textMap("source.labels", Map.of("app", "reviews"))
          .put("source.ip", new AttributeValue.Raw(ByteString.copyFrom(new byte[] {127, 0, 0, 1})))
          .put("quota", new AttributeValue.Real(0.5))
          .build();

  @Test
  void bagsArriveAsTheyWereSent() {
    AttributeBag small = AttributeBag.builder().text("request.host", "ratings:9080").build();

    assertThat(decode(ReportRequests.of(List.of(EVERYTHING, small))))
        .containsExactly(EVERYTHING, small);
  }

  @Test
  void wordsTheDictionaryLacksAreSharedByTheBatch() {
    ReportRequest request = ReportRequests.of(List.of(EVERYTHING, EVERYTHING));

    assertThat(request.getDefaultWordsList()).doesNotHaveDuplicates().doesNotContain("source.uid");
    assertThat(request.getGlobalWordCount()).isEqualTo(222);
    assertThat(request.getAttributesList())
        .allSatisfy(bag -> assertThat(bag.getWordsList()).isEmpty());
  }

  @Test
  void aBatchOfAnySizeArrivesAsItWasSent() {
    List<AttributeBag> bags = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      bags.add(
          AttributeBag.builder()
              .text("word " + i, "ä".repeat(i))
              .whole("n", (long) i * i * i * -7_919L)
              .span("response.duration", Duration.ofNanos(i * -333_333_333L))
              .moment("request.time", Instant.ofEpochSecond(-i, i))
              .textMap("m", Map.of("k" + i, "", "", "v" + i))
              .build());
    }

    assertThat(decode(ReportRequests.of(bags))).isEqualTo(bags);
  }

  @Test
  void aDeltaKeepsWhatItDoesNotReplace() {
    ReportRequest request =
        ReportRequest.newBuilder()
            .addDefaultWords("a")
            .addDefaultWords("b")
            .addAttributes(CompressedAttributes.newBuilder().putInt64S(-1, 1).putInt64S(-2, 2))
            .addAttributes(CompressedAttributes.newBuilder().putInt64S(-1, 3))
            .build();

    assertThat(decode(request).get(1))
        .isEqualTo(AttributeBag.builder().whole("a", 3).whole("b", 2).build());
  }

  @Test
  void anUnknownWordIsAbsentInABagOfItsOwnAndRefusedInADelta() {
    ReportRequest.Builder request =
        ReportRequest.newBuilder()
            .addAttributes(CompressedAttributes.newBuilder().putInt64S(-9, 1))
            .addAttributes(CompressedAttributes.newBuilder().putInt64S(9_999, 1));

    assertThatThrownBy(() -> decode(request.build()))
        .isInstanceOf(MalformedReport.class)
        .hasMessage("attribute index 9999 is not defined in the available dictionaries");
    request.setRepeatedAttributesSemantics(RepeatedAttributesSemantics.INDEPENDENT_ENCODING);
    assertThat(decode(request.build())).allSatisfy(bag -> assertThat(bag.values()).isEmpty());
  }

  @Test
  void onlyAFewAttributesAreForwarded() {
    assertThat(ForwardedAttributes.decode(ForwardedAttributes.encode(EVERYTHING)))
        .isEqualTo(AttributeBag.builder().text("source.uid", "kubernetes://pod.default").build());
    assertThat(ForwardedAttributes.decode("rubbish!").values()).isEmpty();
  }

  private static List<AttributeBag> decode(ReportRequest request) {
    List<AttributeBag> bags = new ArrayList<>();
    ReportDecoder.decode(request, bags::add);
    return bags;
  }
}
