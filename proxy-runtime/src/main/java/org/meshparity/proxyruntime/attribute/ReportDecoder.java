package org.meshparity.proxyruntime.attribute;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.meshparity.proxyruntime.attribute.wire.CompressedAttributes;
import org.meshparity.proxyruntime.attribute.wire.ReportRequest;
import org.meshparity.proxyruntime.attribute.wire.ReportRequest.RepeatedAttributesSemantics;
import org.meshparity.proxyruntime.attribute.wire.StringMap;

/**
 * Reads the bags of a report, forgiving what the real Mixer 1.3 was seen to forgive.
 *
 * <p>A bag that stands alone is looked up lazily there: an attribute whose word does not exist is
 * simply absent. Only where a bag updates the one before it are all words resolved, and an unknown
 * one refuses the rest of the request, after the bags before it were counted.
 */
public final class ReportDecoder {

  private ReportDecoder() {}

  /**
   * Hands every bag to {@code sink}, in order.
   *
   * @throws MalformedReport when the request, or what is left of it, is refused
   */
  public static void decode(ReportRequest request, Consumer<AttributeBag> sink) {
    refuseUnknownWords(request);
    boolean independent =
        request.getRepeatedAttributesSemantics()
            == RepeatedAttributesSemantics.INDEPENDENT_ENCODING;
    Map<String, AttributeValue> accumulated = new LinkedHashMap<>();
    boolean first = true;
    for (CompressedAttributes attributes : request.getAttributesList()) {
      if (independent) {
        accumulated.clear();
      }
      List<String> own = attributes.getWordsList();
      List<String> words = own.isEmpty() ? request.getDefaultWordsList() : own;
      new Words(words, independent || first).read(attributes, accumulated);
      sink.accept(new AttributeBag(accumulated));
      first = false;
    }
  }

  private static void refuseUnknownWords(ReportRequest request) {
    if (Integer.toUnsignedLong(request.getGlobalWordCount()) > GlobalDictionary.size()) {
      throw new MalformedReport(
          "inconsistent global dictionary versions used: mixer knows "
              + GlobalDictionary.size()
              + " words, caller knows "
              + Integer.toUnsignedString(request.getGlobalWordCount()),
          true);
    }
  }

  /** The words one bag is written in. */
  private record Words(List<String> words, boolean forgiving) {

    void read(CompressedAttributes in, Map<String, AttributeValue> out) {
      // From the last kind to the first, so that of one name in two types the string wins.
      in.getStringMapsMap()
          .forEach((key, map) -> put(out, key, new AttributeValue.TextMap(entries(map))));
      in.getBytesMap().forEach((key, raw) -> put(out, key, new AttributeValue.Raw(raw)));
      in.getDurationsMap()
          .forEach((key, span) -> put(out, key, new AttributeValue.Span(span(span))));
      in.getTimestampsMap()
          .forEach((key, time) -> put(out, key, new AttributeValue.Moment(instant(time))));
      in.getBoolsMap().forEach((key, flag) -> put(out, key, new AttributeValue.Flag(flag)));
      in.getDoublesMap().forEach((key, real) -> put(out, key, new AttributeValue.Real(real)));
      in.getInt64SMap().forEach((key, whole) -> put(out, key, new AttributeValue.Whole(whole)));
      in.getStringsMap().forEach((key, index) -> put(out, key, text(index)));
    }

    private void put(Map<String, AttributeValue> out, int key, @Nullable AttributeValue value) {
      String name = word(key);
      if (name != null && value != null) {
        out.put(name, value);
      }
    }

    private AttributeValue.@Nullable Text text(int index) {
      String word = word(index);
      return word == null ? null : new AttributeValue.Text(word);
    }

    private Map<String, String> entries(StringMap map) {
      Map<String, String> entries = new HashMap<>();
      map.getEntriesMap()
          .forEach(
              (key, value) -> {
                String name = word(key);
                String text = word(value);
                if (name != null && text != null) {
                  entries.put(name, text);
                }
              });
      return entries;
    }

    private @Nullable String word(int index) {
      String word = index >= 0 ? GlobalDictionary.word(index) : own(-(long) index - 1);
      if (word == null && !forgiving) {
        throw new MalformedReport(
            "attribute index " + index + " is not defined in the available dictionaries", false);
      }
      return word;
    }

    private @Nullable String own(long position) {
      return position < words.size() ? words.get((int) position) : null;
    }

    private static Duration span(com.google.protobuf.Duration span) {
      return Duration.ofSeconds(span.getSeconds(), span.getNanos());
    }

    private static Instant instant(com.google.protobuf.Timestamp time) {
      return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
    }
  }
}
