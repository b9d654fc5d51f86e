package org.meshparity.proxyruntime.attribute;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** One typed value of an attribute bag. */
public sealed interface AttributeValue {

  /** A string, interned in the message's word list on the wire. */
  record Text(String value) implements AttributeValue {}

  /** A 64-bit whole number. */
  record Whole(long value) implements AttributeValue {}

  /** A double. */
  record Real(double value) implements AttributeValue {}

  /** A boolean. */
  record Flag(boolean value) implements AttributeValue {}

  /** A moment in time. */
  record Moment(Instant value) implements AttributeValue {}

  /** A length of time; may be negative, since senders have been seen to send such. */
  record Span(Duration value) implements AttributeValue {}

  /** Strings by key, such as labels or headers. */
  record TextMap(Map<String, String> value) implements AttributeValue {
    public TextMap {
      value = Map.copyOf(value);
    }
  }

  /** Raw bytes, such as an address. */
  record Raw(ByteString value) implements AttributeValue {}
}
