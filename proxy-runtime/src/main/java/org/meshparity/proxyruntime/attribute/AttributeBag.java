package org.meshparity.proxyruntime.attribute;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything one proxy has to say about one request, as named and typed values.
 *
 * <p>An attribute is there or it is absent; expressions fall back on absence only, never on an
 * empty string. So absence is kept, and nothing is filled in here.
 *
 * @param values by attribute name, in the order they were put
 */
public record AttributeBag(Map<String, AttributeValue> values) {

  public AttributeBag {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** A builder of bags, one per report. */
  public static Builder builder() {
    return new Builder();
  }

  /** The value of an attribute, or null when the bag has none of that name. */
  public @Nullable AttributeValue get(String name) {
    return values.get(name);
  }

  /** Collects the attributes of one report; a later value of one name replaces an earlier one. */
  public static final class Builder {

    private final Map<String, AttributeValue> values = new LinkedHashMap<>();

    private Builder() {}

    public Builder text(String name, String value) {
      return put(name, new AttributeValue.Text(value));
    }

    public Builder whole(String name, long value) {
      return put(name, new AttributeValue.Whole(value));
    }

    public Builder flag(String name, boolean value) {
      return put(name, new AttributeValue.Flag(value));
    }

    public Builder moment(String name, Instant value) {
      return put(name, new AttributeValue.Moment(value));
    }

    public Builder span(String name, Duration value) {
      return put(name, new AttributeValue.Span(value));
    }

    public Builder textMap(String name, Map<String, String> value) {
      return put(name, new AttributeValue.TextMap(value));
    }

    public Builder raw(String name, byte[] value) {
      return put(name, new AttributeValue.Raw(ByteString.copyFrom(value)));
    }

    /** Puts a value of any type. */
    public Builder put(String name, AttributeValue value) {
      values.put(name, value);
      return this;
    }

    /** Puts every attribute of another bag. */
    public Builder putAll(AttributeBag other) {
      values.putAll(other.values());
      return this;
    }

    public AttributeBag build() {
      return new AttributeBag(values);
    }
  }
}
