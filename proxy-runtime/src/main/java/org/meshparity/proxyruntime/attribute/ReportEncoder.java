package org.meshparity.proxyruntime.attribute;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a batch of bags as the proxy's client does: every bag stands alone, and the words that the
 * global dictionary lacks are shared by the whole batch.
 *
 * <p>It writes the bytes itself: a proxy does this for every request, and protobuf's builders would
 * make a map of every kind of attribute first.
 */
public final class ReportEncoder {

  private static final int ATTRIBUTES = 1;
  private static final int DEFAULT_WORDS = 2;
  private static final int GLOBAL_WORD_COUNT = 3;
  private static final int SEMANTICS = 4;
  private static final int INDEPENDENT = 1;

  private static final int KEY = 1;
  private static final int VALUE = 2;

  private final Map<String, Integer> indexes = new HashMap<>();
  private final WireBuffer request = new WireBuffer();
  private final WireBuffer words = new WireBuffer();
  private final WireBuffer bag = new WireBuffer();
  private final WireBuffer entry = new WireBuffer();
  private final WireBuffer value = new WireBuffer();
  private final WireBuffer pair = new WireBuffer();

  private ReportEncoder() {}

  /** The request that carries these bags, in their order, as the bytes that go over the wire. */
  public static byte[] message(List<AttributeBag> bags) {
    return new ReportEncoder().write(bags);
  }

  private byte[] write(List<AttributeBag> bags) {
    for (AttributeBag each : bags) {
      bag.clear();
      each.values().forEach(this::attribute);
      request.tag(ATTRIBUTES, WireCursor.DELIMITED);
      request.message(bag);
    }
    request.raw(words.toByteArray());
    request.tag(GLOBAL_WORD_COUNT, WireCursor.VARINT);
    request.varint(GlobalDictionary.size());
    request.tag(SEMANTICS, WireCursor.VARINT);
    request.varint(INDEPENDENT);
    return request.toByteArray();
  }

  private void attribute(String name, AttributeValue attribute) {
    entry.clear();
    entry.tag(KEY, WireCursor.VARINT);
    entry.signed(indexOf(name));
    int kind = put(attribute);
    bag.tag(kind, WireCursor.DELIMITED);
    bag.message(entry);
  }

  /** Writes the value behind its name, and says in which of a bag's maps that is. */
  private int put(AttributeValue attribute) {
    if (attribute instanceof AttributeValue.Text text) {
      entry.tag(VALUE, WireCursor.VARINT);
      entry.signed(indexOf(text.value()));
      return MapEntry.STRINGS;
    }
    if (attribute instanceof AttributeValue.Whole whole) {
      entry.tag(VALUE, WireCursor.VARINT);
      entry.varint(whole.value());
      return MapEntry.INT64S;
    }
    if (attribute instanceof AttributeValue.Flag flag) {
      entry.tag(VALUE, WireCursor.VARINT);
      entry.varint(flag.value() ? 1 : 0);
      return MapEntry.BOOLS;
    }
    if (attribute instanceof AttributeValue.Real real) {
      entry.tag(VALUE, WireCursor.FIXED64);
      entry.fixed64(Double.doubleToRawLongBits(real.value()));
      return MapEntry.DOUBLES;
    }
    entry.tag(VALUE, WireCursor.DELIMITED);
    return putMessage(attribute);
  }

  private int putMessage(AttributeValue attribute) {
    value.clear();
    int kind;
    if (attribute instanceof AttributeValue.Raw raw) {
      value.raw(raw.value().toByteArray());
      kind = MapEntry.BYTES;
    } else if (attribute instanceof AttributeValue.TextMap map) {
      map.value().forEach(this::pair);
      kind = MapEntry.STRING_MAPS;
    } else if (attribute instanceof AttributeValue.Moment moment) {
      moment(moment.value());
      kind = MapEntry.TIMESTAMPS;
    } else {
      span(((AttributeValue.Span) attribute).value());
      kind = MapEntry.DURATIONS;
    }
    entry.message(value);
    return kind;
  }

  private void pair(String key, String text) {
    pair.clear();
    pair.tag(KEY, WireCursor.VARINT);
    pair.signed(indexOf(key));
    pair.tag(VALUE, WireCursor.VARINT);
    pair.signed(indexOf(text));
    value.tag(KEY, WireCursor.DELIMITED);
    value.message(pair);
  }

  /** Seconds and nanoseconds of one sign, as the message demands; Java floors the seconds. */
  private void span(Duration span) {
    long seconds = span.getSeconds();
    int nanos = span.getNano();
    if (seconds < 0 && nanos > 0) {
      seconds++;
      nanos -= 1_000_000_000;
    }
    time(seconds, nanos);
  }

  private void moment(Instant time) {
    time(time.getEpochSecond(), time.getNano());
  }

  private void time(long seconds, int nanos) {
    if (seconds != 0) {
      value.tag(KEY, WireCursor.VARINT);
      value.varint(seconds);
    }
    if (nanos != 0) {
      value.tag(VALUE, WireCursor.VARINT);
      value.varint(nanos);
    }
  }

  private int indexOf(String word) {
    Integer global = GlobalDictionary.indexOf(word);
    if (global != null) {
      return global;
    }
    Integer known = indexes.get(word);
    return known == null ? add(word) : known;
  }

  private int add(String word) {
    int index = -indexes.size() - 1;
    indexes.put(word, index);
    byte[] utf8 = word.getBytes(StandardCharsets.UTF_8);
    words.tag(DEFAULT_WORDS, WireCursor.DELIMITED);
    words.varint(utf8.length);
    words.raw(utf8);
    return index;
  }
}
