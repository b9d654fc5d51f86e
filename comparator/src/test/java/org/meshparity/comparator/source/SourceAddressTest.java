package org.meshparity.comparator.source;

import static org.assertj.core.api.Assertions.assertThat;

import okhttp3.ConnectionSpec;
import org.junit.jupiter.api.Test;

class SourceAddressTest {

  @Test
  void tlsIsPreparedOnlyForWhoNeedsIt() {
    assertThat(SourceAddress.parse("http://prom:9090").connections())
        .noneMatch(ConnectionSpec::isTls);
    assertThat(SourceAddress.parse("https://prom:9090").connections())
        .allMatch(ConnectionSpec::isTls);
  }
}
