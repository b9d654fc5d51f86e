package org.meshparity.proxyruntime.inproxy;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.ListValue;
import com.google.protobuf.MessageLite;
import com.google.protobuf.NullValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A node's metadata as a protobuf Struct, the form in which proxies pass it on.
 *
 * <p>What arrives is not trusted: its size and its depth are bounded before anything is built.
 */
final class MetadataStruct {

  /** Bytes of one struct, at most; a header of an HTTP proxy is not longer either. */
  static final int MAX_BYTES = 1 << 16;

  /** Messages within messages, at most; a list or a struct within another takes three. */
  private static final int MAX_DEPTH = 32;

  private static final List<String> USUAL_KEYS =
      List.of(
          "NAME",
          "NAMESPACE",
          "INSTANCE_IPS",
          "LABELS",
          "OWNER",
          "PLATFORM_METADATA",
          "WORKLOAD_NAME",
          "CANONICAL_TELEMETRY_SERVICE",
          "MESH_ID",
          "SERVICE_ACCOUNT");

  private MetadataStruct() {}

  /** What a node tells its peers: the keys it lists itself, or else those of Istio's bootstrap. */
  static Struct exchanged(NodeMetadata node) {
    String listed = node.text("EXCHANGE_KEYS");
    List<String> keys = listed.isEmpty() ? USUAL_KEYS : Arrays.asList(listed.split(",", -1));
    Map<String, Object> told = new LinkedHashMap<>();
    for (String key : keys) {
      Object value = node.metadata().get(key);
      if (value != null) {
        told.put(key, value);
      }
    }
    return struct(told);
  }

  private static Struct struct(Map<?, ?> map) {
    Struct.Builder struct = Struct.newBuilder();
    map.forEach((key, value) -> struct.putFields(String.valueOf(key), value(value)));
    return struct.build();
  }

  private static Value value(Object value) {
    Value.Builder out = Value.newBuilder();
    if (value instanceof Map<?, ?> map) {
      return out.setStructValue(struct(map)).build();
    }
    if (value instanceof List<?> list) {
      ListValue.Builder values = ListValue.newBuilder();
      list.forEach(element -> values.addValues(value(element)));
      return out.setListValue(values).build();
    }
    if (value instanceof Boolean bool) {
      return out.setBoolValue(bool).build();
    }
    if (value instanceof Double number) {
      return out.setNumberValue(number).build();
    }
    if (value instanceof String text) {
      return out.setStringValue(text).build();
    }
    return out.setNullValue(NullValue.NULL_VALUE).build();
  }

  /**
   * Reads a message of the exchange.
   *
   * @throws IOException when it is none, too large or too deep
   */
  static Struct read(byte[] bytes) throws IOException {
    if (bytes.length > MAX_BYTES) {
      throw new IOException("metadata of " + bytes.length + " bytes, at most " + MAX_BYTES);
    }
    return Struct.parseFrom(bounded(bytes));
  }

  static CodedInputStream bounded(byte[] bytes) {
    CodedInputStream in = CodedInputStream.newInstance(bytes);
    in.setRecursionLimit(MAX_DEPTH);
    return in;
  }

  /** The struct as a node's metadata. */
  static Map<String, Object> map(Struct struct) {
    Map<String, Object> map = new LinkedHashMap<>();
    struct
        .getFieldsMap()
        .forEach(
            (key, value) -> {
              if (isSomething(value)) {
                map.put(key, object(value));
              }
            });
    return map;
  }

  private static boolean isSomething(Value value) {
    return value.getKindCase() != Value.KindCase.NULL_VALUE
        && value.getKindCase() != Value.KindCase.KIND_NOT_SET;
  }

  private static Object object(Value value) {
    return switch (value.getKindCase()) {
      case STRUCT_VALUE -> map(value.getStructValue());
      case LIST_VALUE -> list(value.getListValue());
      case BOOL_VALUE -> value.getBoolValue();
      case NUMBER_VALUE -> value.getNumberValue();
      case STRING_VALUE, NULL_VALUE, KIND_NOT_SET -> value.getStringValue();
    };
  }

  private static List<Object> list(ListValue values) {
    List<Object> list = new ArrayList<>();
    for (Value value : values.getValuesList()) {
      if (isSomething(value)) {
        list.add(object(value));
      }
    }
    return list;
  }

  /** The same bytes for the same message, whatever order its fields were set in. */
  static byte[] deterministic(MessageLite message) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(message.getSerializedSize());
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    out.useDeterministicSerialization();
    try {
      message.writeTo(out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
