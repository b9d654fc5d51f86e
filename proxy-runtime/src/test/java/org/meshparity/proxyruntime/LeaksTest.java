package org.meshparity.proxyruntime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.PooledByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeaksTest {

  @Test
  void aForgottenBufferIsFound() {
    List<String> earlier = Leaks.found();
    forget();

    List<String> found = new ArrayList<>();
    await().until(() -> found.addAll(Leaks.found()));
    assertThat(found).hasSize(1);
    assertThat(earlier).isEmpty();
  }

  private static void forget() {
    PooledByteBufAllocator.DEFAULT.buffer(16).writeByte(1);
  }
}
