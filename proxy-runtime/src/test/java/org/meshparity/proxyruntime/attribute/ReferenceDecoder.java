package org.meshparity.proxyruntime.attribute;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.meshparity.proxyruntime.attribute.wire.CompressedAttributes;
import org.meshparity.proxyruntime.attribute.wire.ReportRequest;
import org.meshparity.proxyruntime.attribute.wire.StringMap;

/** Reads reports with protobuf's own parser: slow, simple, and another way to the same bags. */
final class ReferenceDecoder {

  private final Map<String, AttributeValue> accumulated = new LinkedHashMap<>();

  private ReferenceDecoder() {}

  /** Whether the request, and all of it, was understood. */
  static boolean decode(byte[] message, Consumer<AttributeBag> sink) {
    try {
      ReportRequest request = ReportRequest.parseFrom(message);
      int words = request.getGlobalWordCount();
      return Integer.compareUnsigned(words, GlobalDictionary.size()) <= 0
          && new ReferenceDecoder().decode(request, sink);
    } catch (InvalidProtocolBufferException e) {
      return false;
    }
  }

  private boolean decode(ReportRequest request, Consumer<AttributeBag> sink) {
    boolean independent = request.getRepeatedAttributesSemanticsValue() == 1;
    boolean first = true;
    for (CompressedAttributes attributes : request.getAttributesList()) {
      if (independent) {
        accumulated.clear();
      }
      List<String> own = attributes.getWordsList();
      List<String> words = own.isEmpty() ? request.getDefaultWordsList() : own;
      Words bag = new Words(words, independent || first);
      bag.read(attributes, accumulated);
      if (bag.failed) {
        return false;
      }
      sink.accept(new AttributeBag(accumulated));
      first = false;
    }
    return true;
  }

  /** The words one bag is written in. */
  private static final class Words {

    private final List<String> words;
    private final boolean forgiving;
    private final Set<String> put = new HashSet<>();
    private final Map<String, String> kinds = new HashMap<>();
    private boolean failed;
    private String kind = "";

    Words(List<String> words, boolean forgiving) {
      this.words = words;
      this.forgiving = forgiving;
    }

    void read(CompressedAttributes in, Map<String, AttributeValue> out) {
      kind = "maps";
      in.getStringMapsMap()
          .forEach((key, map) -> put(out, key, new AttributeValue.TextMap(entries(map))));
      kind = "bytes";
      in.getBytesMap().forEach((key, raw) -> put(out, key, new AttributeValue.Raw(raw)));
      kind = "durations";
      in.getDurationsMap()
          .forEach((key, span) -> put(out, key, new AttributeValue.Span(span(span))));
      kind = "timestamps";
      in.getTimestampsMap()
          .forEach((key, time) -> put(out, key, new AttributeValue.Moment(instant(time))));
      kind = "bools";
      in.getBoolsMap().forEach((key, flag) -> put(out, key, new AttributeValue.Flag(flag)));
      kind = "doubles";
      in.getDoublesMap().forEach((key, real) -> put(out, key, new AttributeValue.Real(real)));
      kind = "int64s";
      in.getInt64SMap().forEach((key, whole) -> put(out, key, new AttributeValue.Whole(whole)));
      kind = "strings";
      in.getStringsMap().forEach((key, index) -> put(out, key, text(index)));
    }

    private void put(Map<String, AttributeValue> out, int key, @Nullable AttributeValue value) {
      String name = word(key);
      if (name == null) {
        return;
      }
      String other = kinds.put(name, kind);
      failed |= !forgiving && other != null && !other.equals(kind);
      if (value != null) {
        out.put(name, value);
        put.add(name);
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
      failed |= word == null && !forgiving;
      return word;
    }

    private @Nullable String own(long position) {
      return position < words.size() ? words.get((int) position) : null;
    }

    private static Duration span(com.google.protobuf.Duration span) {
      try {
        return Duration.ofSeconds(span.getSeconds(), span.getNanos());
      } catch (ArithmeticException e) {
        return Duration.ofSeconds(span.getSeconds());
      }
    }

    private static Instant instant(com.google.protobuf.Timestamp time) {
      try {
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
      } catch (DateTimeException | ArithmeticException e) {
        return time.getSeconds() < 0 ? Instant.MIN : Instant.MAX;
      }
    }
  }
}
