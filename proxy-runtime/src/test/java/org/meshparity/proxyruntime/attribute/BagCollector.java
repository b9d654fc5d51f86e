package org.meshparity.proxyruntime.attribute;

import com.google.protobuf.ByteString;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Makes a bag of everything that a report says. */
final class BagCollector implements AttributeSink {

  private final Consumer<AttributeBag> bags;
  private final Map<String, AttributeValue> values = new LinkedHashMap<>();
  private final Map<String, Integer> kinds = new HashMap<>();
  private final Map<String, Map<String, String>> maps = new HashMap<>();
  private Map<String, String> open = new HashMap<>();

  BagCollector(Consumer<AttributeBag> bags) {
    this.bags = bags;
  }

  @Override
  public void begin(boolean alone) {
    kinds.clear();
    if (alone) {
      values.clear();
    }
  }

  @Override
  public boolean wants(Word name, int kind) {
    Integer other = kinds.putIfAbsent(name.text(), kind);
    if (other != null && other < kind) {
      return false;
    }
    kinds.put(name.text(), kind);
    return true;
  }

  @Override
  public void text(Word name, Word value) {
    values.put(name.text(), new AttributeValue.Text(value.text()));
  }

  @Override
  public void noText(Word name) {
    if (kinds.remove(name.text(), MapEntry.STRINGS)) {
      values.remove(name.text());
    }
  }

  @Override
  public void whole(Word name, long value) {
    values.put(name.text(), new AttributeValue.Whole(value));
  }

  @Override
  public void real(Word name, double value) {
    values.put(name.text(), new AttributeValue.Real(value));
  }

  @Override
  public void flag(Word name, boolean value) {
    values.put(name.text(), new AttributeValue.Flag(value));
  }

  @Override
  public void moment(Word name, long seconds, int nanos) {
    values.put(name.text(), new AttributeValue.Moment(instant(seconds, nanos)));
  }

  @Override
  public void span(Word name, long seconds, int nanos) {
    values.put(name.text(), new AttributeValue.Span(duration(seconds, nanos)));
  }

  @Override
  public void raw(Word name, byte[] message, int from, int length) {
    values.put(name.text(), new AttributeValue.Raw(ByteString.copyFrom(message, from, length)));
  }

  @Override
  public void textMap(Word name) {
    open = new HashMap<>();
    maps.put(name.text(), open);
    values.put(name.text(), new AttributeValue.TextMap(Map.of()));
  }

  @Override
  public void entry(Word key, Word value) {
    open.put(key.text(), value.text());
  }

  @Override
  public void end() {
    maps.forEach((name, entries) -> replace(name, entries));
    maps.clear();
    bags.accept(new AttributeBag(values));
  }

  private void replace(String name, Map<String, String> entries) {
    if (values.get(name) instanceof AttributeValue.TextMap) {
      values.put(name, new AttributeValue.TextMap(entries));
    }
  }

  /** The nearest moment there is: a client may send a year that no calendar has. */
  private static Instant instant(long seconds, int nanos) {
    try {
      return Instant.ofEpochSecond(seconds, nanos);
    } catch (DateTimeException | ArithmeticException e) {
      return seconds < 0 ? Instant.MIN : Instant.MAX;
    }
  }

  private static Duration duration(long seconds, int nanos) {
    try {
      return Duration.ofSeconds(seconds, nanos);
    } catch (ArithmeticException e) {
      return Duration.ofSeconds(seconds);
    }
  }
}
