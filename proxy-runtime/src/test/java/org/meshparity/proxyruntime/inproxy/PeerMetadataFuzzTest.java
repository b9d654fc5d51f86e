package org.meshparity.proxyruntime.inproxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Headers and frames come from outside: whatever they hold, it is a peer or none. */
class PeerMetadataFuzzTest {

  private static final NodeMetadata NODE =
      new NodeMetadata(
          "server",
          Map.of(
              "NAME", "pod",
              "LABELS", Map.of("app", "ratings", "version", "v1"),
              "PLATFORM_METADATA", Map.of("gcp_project", "test"),
              "INSTANCE_IPS", "10.0.0.1",
              "MESH_ID", "mesh",
              "ISTIO_VERSION", "1.5-dev",
              "EXCHANGE_KEYS", "NAME,LABELS,PLATFORM_METADATA,MESH_ID,NOT_THERE"));

  @Test
  void onlyTheKeysThatANodeListsAreTold() {
    NodeMetadata told = PeerMetadata.decode("server", PeerMetadata.encode(NODE)).orElseThrow();

    assertThat(told.metadata())
        .containsOnlyKeys("NAME", "LABELS", "PLATFORM_METADATA", "MESH_ID")
        .containsEntry("PLATFORM_METADATA", Map.of("gcp_project", "test"));
  }

  @Test
  void everyKindOfValueIsKept() {
    String json =
        """
        {"NAME": "a", "OWNER": null, "NAMESPACE": 1.5, "LABELS": {"x": true, "deep": {"y": ["z", 2]}}}
        """;
    NodeMetadata node = NodeMetadata.parse("a", json);

    assertThat(node.metadata()).doesNotContainKey("OWNER");
    assertThat(PeerMetadata.decode("a", PeerMetadata.encode(node))).contains(node);
  }

  @Test
  void theTextIsTheSameWhateverTheOrder() {
    NodeMetadata one =
        NodeMetadata.parse("a", "{\"NAME\": \"n\", \"LABELS\": {\"b\": \"1\", \"a\": \"2\"}}");
    NodeMetadata other =
        NodeMetadata.parse("a", "{\"LABELS\": {\"a\": \"2\", \"b\": \"1\"}, \"NAME\": \"n\"}");

    assertThat(PeerMetadata.encode(one)).isEqualTo(PeerMetadata.encode(other));
  }

  @Test
  void depthAndSizeAreBounded() {
    Value deep = Value.newBuilder().setStringValue("x").build();
    for (int i = 0; i < 40; i++) {
      deep =
          Value.newBuilder()
              .setStructValue(Struct.newBuilder().putFields("a", deep).build())
              .build();
    }
    byte[] bytes = Struct.newBuilder().putFields("LABELS", deep).build().toByteArray();
    assertThat(PeerMetadata.decode("a", Base64.getEncoder().encodeToString(bytes))).isEmpty();

    NodeMetadata huge = new NodeMetadata("a", Map.of("NAME", "x".repeat(MetadataStruct.MAX_BYTES)));
    assertThat(PeerMetadata.decode("a", PeerMetadata.encode(huge))).isEmpty();
  }

  @Test
  void aTextThatIsNoUtf8IsNoPeer() {
    byte[] bytes = {10, 9, 10, 1, 'A', 18, 4, 26, 2, (byte) 0xC3, (byte) 0x28};
    assertThat(PeerMetadata.decode("a", Base64.getEncoder().encodeToString(bytes))).isEmpty();
  }

  @Test
  void changedHeadersAreAPeerOrNone() {
    Random random = new Random(3);
    byte[] sound = Base64.getDecoder().decode(PeerMetadata.encode(NODE));
    int read = 0;
    for (int i = 0; i < 50_000; i++) {
      byte[] bytes = changed(sound, random);
      String header = Base64.getEncoder().encodeToString(bytes);
      if (random.nextInt(10) == 0) {
        header = header.replace('A', "!=\u00e9 ".charAt(random.nextInt(4)));
      }
      read += PeerMetadata.decode("a", header).isPresent() ? 1 : 0;
    }
    assertThat(read).isBetween(1_000, 49_000);
  }

  @Test
  void changedFramesAreReadOrRefusedAndNeverReadBeyondTheirEnd() {
    Random random = new Random(5);
    byte[] sound = TcpExchange.frame(NODE);
    int peers = 0;
    for (int i = 0; i < 50_000; i++) {
      ByteBuf in = Unpooled.wrappedBuffer(changed(sound, random));
      TcpExchange.Introduction told = TcpExchange.read(in);
      peers += told instanceof TcpExchange.Introduction.Peer ? 1 : 0;
      assertThat(in.readerIndex()).isLessThanOrEqualTo(in.writerIndex());
    }
    assertThat(peers).isPositive();
  }

  private static byte[] changed(byte[] sound, Random random) {
    byte[] bytes = sound.clone();
    int changes = random.nextInt(4);
    for (int c = 0; c < changes; c++) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    if (random.nextInt(4) == 0) {
      return java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length + 8));
    }
    return bytes;
  }

  @Test
  void aFrameIsReadWhenItIsWholeAndLeavesTheRest() {
    byte[] frame = TcpExchange.frame(NODE);
    assertThat(frame).startsWith(0x3D, 0x23, 0x04, 0x67);
    ByteBuf in = Unpooled.buffer();
    for (byte next : frame) {
      assertThat(TcpExchange.read(in)).isInstanceOf(TcpExchange.Introduction.Incomplete.class);
      in.writeByte(next);
    }
    in.writeBytes(new byte[] {'h', 'i'});

    assertThat(TcpExchange.read(in))
        .isInstanceOfSatisfying(
            TcpExchange.Introduction.Peer.class,
            peer -> {
              assertThat(peer.node().id()).isEqualTo("server");
              assertThat(peer.node().label("app")).isEqualTo("ratings");
            });
    assertThat(in.readableBytes()).isEqualTo(2);
  }

  @Test
  void bytesOfAnApplicationAreLeftToIt() {
    ByteBuf in = Unpooled.wrappedBuffer(new byte[] {'G', 'E', 'T', ' ', '/'});

    assertThat(TcpExchange.read(in))
        .isInstanceOfSatisfying(
            TcpExchange.Introduction.Missing.class, none -> assertThat(none.plain()).isTrue());
    assertThat(in.readableBytes()).isEqualTo(5);
  }

  @Test
  void aFrameThatClaimsTooMuchIsRefusedAtOnce() {
    ByteBuf in = Unpooled.buffer().writeInt(0x3D230467).writeInt(0x7FFFFFFF);
    ByteBuf negative = Unpooled.buffer().writeInt(0x3D230467).writeInt(-1);

    for (ByteBuf frame : List.of(in, negative)) {
      assertThat(TcpExchange.read(frame))
          .isInstanceOfSatisfying(
              TcpExchange.Introduction.Missing.class,
              none -> {
                assertThat(none.plain()).isFalse();
                assertThat(none.reason()).endsWith("at most 65536");
              });
    }
  }
}
