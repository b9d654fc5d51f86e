package org.meshparity.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.meshparity.web.api.PackList;
import org.meshparity.web.page.Notice;
import org.meshparity.web.schedule.ScheduledComparison;

class ServiceSettingsTest {

  private static final List<ScheduledComparison> ONE =
      List.of(Asking.comparison("istio", Reports::parity));

  private static ServiceSettings open(boolean allowed, Set<String> hosts) {
    return new ServiceSettings(
        new Listen("0.0.0.0", 0), allowed, hosts, ONE, PackList.of(), Optional::empty);
  }

  @Test
  void anotherAddressThanLoopbackNeedsPermission() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> open(false, Set.of()))
        .withMessageContaining("--allow-anonymous");
  }

  @Test
  void anOpenServiceSaysSoOnThePage() {
    try (Asking asking = Asking.of(open(true, Set.of("parity.internal")))) {
      assertThat(asking.get("/").body()).contains("this service has no login yet");
      assertThat(asking.get("/", "Host", "parity.internal:8090").status()).isEqualTo(200);
      assertThat(asking.get("/", "Host", "other.internal").status()).isEqualTo(421);
    }
  }

  @Test
  void aNoticeIsOnThePage() {
    Notice notice = new Notice("A demo <of> this", List.of());
    try (Asking asking =
        Asking.of(ServiceSettings.onLoopback(0, ONE).withNotice(() -> Optional.of(notice)))) {
      assertThat(asking.get("/runs").body()).contains("A demo &lt;of&gt; this");
    }
  }

  @Test
  void aPortInUseIsSaidInOneSentence() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Service.start(ServiceSettings.onLoopback(taken.getLocalPort(), ONE)))
          .withMessageContaining("is in use");
    }
  }

  @Test
  void addressesAreReadStrictly() {
    assertThat(Listen.parse("[::1]:8090")).isEqualTo(new Listen("::1", 8090));
    assertThat(Listen.parse("localhost:0")).isEqualTo(new Listen("localhost", 0));
    for (String wrong : List.of("8090", ":8090", "127.0.0.1", "127.0.0.1:99999", "a:b:1")) {
      assertThatIllegalArgumentException().isThrownBy(() -> Listen.parse(wrong));
    }
  }
}
