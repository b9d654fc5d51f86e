package org.meshparity.proxyruntime.inproxy;

import java.io.IOException;
import java.util.Base64;
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

  /** Characters of the header, at most, that are looked at. */
  private static final int MAX_TEXT = MetadataStruct.MAX_BYTES / 3 * 4;

  private PeerMetadata() {}

  /** The header's value for a node. */
  public static String encode(NodeMetadata node) {
    byte[] bytes = MetadataStruct.deterministic(MetadataStruct.exchanged(node));
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** The node that introduced itself with these headers; empty when they cannot be read. */
  public static Optional<NodeMetadata> decode(String id, String header) {
    if (header.length() > MAX_TEXT) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(header);
      return Optional.of(new NodeMetadata(id, MetadataStruct.map(MetadataStruct.read(bytes))));
    } catch (IllegalArgumentException | IOException e) {
      return Optional.empty();
    }
  }
}
