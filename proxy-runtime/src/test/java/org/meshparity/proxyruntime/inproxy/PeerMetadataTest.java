package org.meshparity.proxyruntime.inproxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PeerMetadataTest {

  private static final NodeMetadata NODE =
      new NodeMetadata(
          "id", "pod", "default", "reviews-v2", "owner", "sa", Map.of("app", "reviews", "x", "y"));

  @Test
  void whatIsSentIsWhatIsUnderstood() {
    assertThat(PeerMetadata.decode("id", PeerMetadata.encode(NODE))).contains(NODE);
  }

  @Test
  void whatCannotBeReadIsNoPeer() {
    assertThat(PeerMetadata.decode("id", "not base64!")).isEmpty();
    assertThat(PeerMetadata.decode("id", "//////8=")).isEmpty();
  }

  @Test
  void theCacheForgetsTheOldestPeerAndHearsOfAChange() {
    PeerCache cache = new PeerCache(1);
    NodeMetadata changed =
        new NodeMetadata("id", "pod", "default", "reviews-v2", "owner", "sa", Map.of());

    assertThat(cache.peer("id", PeerMetadata.encode(NODE))).isEqualTo(NODE);
    assertThat(cache.peer("other", "rubbish")).isNull();
    assertThat(cache.peer("id", PeerMetadata.encode(changed))).isEqualTo(changed);
  }
}
