package org.meshparity.proxyruntime.inproxy;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * How two proxies introduce themselves on a TCP connection, before its first byte.
 *
 * <p>A frame is a magic number and a length, four bytes each, big endian, and an {@code Any} with a
 * Struct of what the two headers of a request hold. A frame that is not whole yet is looked at
 * again when more has come: nothing is taken from the connection but a whole frame.
 */
public final class TcpExchange {

  /** The protocol that both sides must name in the handshake. */
  public static final String PROTOCOL = "istio-peer-exchange";

  private static final int MAGIC = 0x3D230467;
  private static final int HEADER_BYTES = 8;
  private static final int MAX_BODY = MetadataStruct.MAX_BYTES;
  private static final String TYPE = "type.googleapis.com/google.protobuf.Struct";

  private TcpExchange() {}

  /** The frame with which a node introduces itself. */
  public static byte[] frame(NodeMetadata node) {
    Struct both =
        Struct.newBuilder()
            .putFields(
                PeerMetadata.HEADER,
                Value.newBuilder().setStructValue(MetadataStruct.exchanged(node)).build())
            .putFields(PeerMetadata.ID_HEADER, Value.newBuilder().setStringValue(node.id()).build())
            .build();
    Any any =
        Any.newBuilder()
            .setTypeUrl(TYPE)
            .setValue(ByteString.copyFrom(MetadataStruct.deterministic(both)))
            .build();
    byte[] body = any.toByteArray();
    return ByteBuffer.allocate(HEADER_BYTES + body.length)
        .putInt(MAGIC)
        .putInt(body.length)
        .put(body)
        .array();
  }

  /**
   * Reads a peer's frame from all that has come so far, and skips it when it is whole.
   *
   * <p>Bytes that are no frame stay where they are: they are the application's.
   */
  public static Introduction read(ByteBuf in) {
    int start = in.readerIndex();
    if (!beginsLikeAFrame(in)) {
      return new Introduction.Missing("the connection does not begin with the magic number", true);
    }
    if (in.readableBytes() < HEADER_BYTES) {
      return new Introduction.Incomplete();
    }
    long length = in.getUnsignedInt(start + 4);
    if (length > MAX_BODY) {
      return new Introduction.Missing(
          "a frame of " + length + " bytes, at most " + MAX_BODY, false);
    }
    if (in.readableBytes() < HEADER_BYTES + length) {
      return new Introduction.Incomplete();
    }
    byte[] body = new byte[(int) length];
    in.skipBytes(HEADER_BYTES).readBytes(body);
    return decode(body);
  }

  private static boolean beginsLikeAFrame(ByteBuf in) {
    for (int i = 0; i < Math.min(4, in.readableBytes()); i++) {
      if (in.getByte(in.readerIndex() + i) != (byte) (MAGIC >>> (24 - 8 * i))) {
        return false;
      }
    }
    return true;
  }

  private static Introduction decode(byte[] body) {
    try {
      Any any = Any.parseFrom(MetadataStruct.bounded(body));
      if (!any.getTypeUrl().endsWith("/google.protobuf.Struct")) {
        return new Introduction.Missing("a frame of type \"" + any.getTypeUrl() + "\"", false);
      }
      Struct both = MetadataStruct.read(any.getValue().toByteArray());
      Value metadata = both.getFieldsOrDefault(PeerMetadata.HEADER, Value.getDefaultInstance());
      Value id = both.getFieldsOrDefault(PeerMetadata.ID_HEADER, Value.getDefaultInstance());
      if (!metadata.hasStructValue()) {
        return new Introduction.Missing("a frame without " + PeerMetadata.HEADER, false);
      }
      return new Introduction.Peer(
          new NodeMetadata(id.getStringValue(), MetadataStruct.map(metadata.getStructValue())));
    } catch (IOException e) {
      return new Introduction.Missing("a frame that cannot be read: " + e.getMessage(), false);
    }
  }

  /** What a connection has told of its peer so far. */
  public sealed interface Introduction {

    /** More bytes are needed to tell. */
    record Incomplete() implements Introduction {}

    /**
     * The peer introduced itself; the frame is skipped.
     *
     * @param node of the peer
     */
    record Peer(NodeMetadata node) implements Introduction {}

    /**
     * The peer does not introduce itself in a way that can be read; it stays unknown.
     *
     * @param reason for people
     * @param plain whether the bytes are none of the exchange's, and the application should get
     *     them; when they are, a whole frame is skipped, and a too large one ends the connection
     */
    record Missing(String reason, boolean plain) implements Introduction {}
  }
}
