package org.meshparity.proxyruntime.inproxy;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How two proxies introduce themselves to each other, in two headers of every request and response.
 *
 * <p>The value is a protobuf Struct in base64, its fields in a fixed order, so that one node always
 * sends the same text and a receiver may remember it.
 */
public final class PeerMetadata {

  /** The header with the metadata. */
  public static final String HEADER = "x-envoy-peer-metadata";

  /** The header with the node's id. */
  public static final String ID_HEADER = "x-envoy-peer-metadata-id";

  private PeerMetadata() {}

  /** The header's value for a node. */
  public static String encode(NodeMetadata node) {
    Struct.Builder labels = Struct.newBuilder();
    node.labels().forEach((name, value) -> labels.putFields(name, text(value)));
    Struct.Builder out = Struct.newBuilder();
    putText(out, "NAME", node.name());
    putText(out, "NAMESPACE", node.namespace());
    putText(out, "WORKLOAD_NAME", node.workloadName());
    putText(out, "OWNER", node.owner());
    putText(out, "SERVICE_ACCOUNT", node.serviceAccount());
    out.putFields("LABELS", Value.newBuilder().setStructValue(labels).build());
    return Base64.getEncoder().encodeToString(deterministic(out.build()));
  }

  /** The node that introduced itself with these headers; empty when they cannot be read. */
  public static Optional<NodeMetadata> decode(String id, String header) {
    try {
      Struct in = Struct.parseFrom(Base64.getDecoder().decode(header));
      Map<String, String> labels = new HashMap<>();
      in.getFieldsOrDefault("LABELS", Value.getDefaultInstance())
          .getStructValue()
          .getFieldsMap()
          .forEach((name, value) -> labels.put(name, value.getStringValue()));
      return Optional.of(
          new NodeMetadata(
              id,
              text(in, "NAME"),
              text(in, "NAMESPACE"),
              text(in, "WORKLOAD_NAME"),
              text(in, "OWNER"),
              text(in, "SERVICE_ACCOUNT"),
              labels));
    } catch (IllegalArgumentException | InvalidProtocolBufferException e) {
      return Optional.empty();
    }
  }

  private static void putText(Struct.Builder out, String key, String value) {
    if (!value.isEmpty()) {
      out.putFields(key, text(value));
    }
  }

  private static Value text(String value) {
    return Value.newBuilder().setStringValue(value).build();
  }

  private static String text(Struct in, String key) {
    return in.getFieldsOrDefault(key, Value.getDefaultInstance()).getStringValue();
  }

  private static byte[] deterministic(Struct struct) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(struct.getSerializedSize());
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    out.useDeterministicSerialization();
    try {
      struct.writeTo(out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
