package org.meshparity.proxyruntime.attribute;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.meshparity.proxyruntime.attribute.wire.CompressedAttributes;
import org.meshparity.proxyruntime.attribute.wire.ReportRequest;
import org.meshparity.proxyruntime.attribute.wire.ReportRequest.RepeatedAttributesSemantics;
import org.meshparity.proxyruntime.attribute.wire.StringMap;

/**
 * Writes a batch of bags as the proxy's client does: every bag stands alone, and the words that the
 * global dictionary lacks are shared by the whole batch.
 */
public final class ReportEncoder {

  private final Map<String, Integer> indexes = new HashMap<>();
  private final ReportRequest.Builder request = ReportRequest.newBuilder();

  private ReportEncoder() {}

  /** The request that carries these bags, in their order. */
  public static ReportRequest encode(List<AttributeBag> bags) {
    ReportEncoder encoder = new ReportEncoder();
    for (AttributeBag bag : bags) {
      encoder.request.addAttributes(encoder.compress(bag));
    }
    return encoder
        .request
        .setGlobalWordCount(GlobalDictionary.size())
        .setRepeatedAttributesSemantics(RepeatedAttributesSemantics.INDEPENDENT_ENCODING)
        .build();
  }

  private CompressedAttributes compress(AttributeBag bag) {
    CompressedAttributes.Builder out = CompressedAttributes.newBuilder();
    bag.values().forEach((name, value) -> put(out, indexOf(name), value));
    return out.build();
  }

  private void put(CompressedAttributes.Builder out, int key, AttributeValue value) {
    if (value instanceof AttributeValue.Text text) {
      out.putStrings(key, indexOf(text.value()));
    } else if (value instanceof AttributeValue.Whole whole) {
      out.putInt64S(key, whole.value());
    } else if (value instanceof AttributeValue.Real real) {
      out.putDoubles(key, real.value());
    } else if (value instanceof AttributeValue.Flag flag) {
      out.putBools(key, flag.value());
    } else if (value instanceof AttributeValue.Moment moment) {
      out.putTimestamps(key, timestamp(moment));
    } else if (value instanceof AttributeValue.Span span) {
      out.putDurations(key, duration(span));
    } else if (value instanceof AttributeValue.Raw raw) {
      out.putBytes(key, raw.value());
    } else if (value instanceof AttributeValue.TextMap map) {
      out.putStringMaps(key, stringMap(map));
    }
  }

  private StringMap stringMap(AttributeValue.TextMap map) {
    StringMap.Builder out = StringMap.newBuilder();
    map.value().forEach((key, value) -> out.putEntries(indexOf(key), indexOf(value)));
    return out.build();
  }

  private int indexOf(String word) {
    Integer global = GlobalDictionary.indexOf(word);
    if (global != null) {
      return global;
    }
    return indexes.computeIfAbsent(
        word,
        w -> {
          request.addDefaultWords(w);
          return -request.getDefaultWordsCount();
        });
  }

  private static Timestamp timestamp(AttributeValue.Moment moment) {
    Instant time = moment.value();
    return Timestamp.newBuilder()
        .setSeconds(time.getEpochSecond())
        .setNanos(time.getNano())
        .build();
  }

  /** Seconds and nanoseconds of one sign, as the message demands; Java floors the seconds. */
  private static Duration duration(AttributeValue.Span span) {
    long seconds = span.value().toSeconds();
    int nanos = span.value().toNanosPart();
    if (seconds < 0 && nanos > 0) {
      seconds++;
      nanos -= 1_000_000_000;
    }
    return Duration.newBuilder().setSeconds(seconds).setNanos(nanos).build();
  }
}
