package org.meshparity.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileLabelsTest {

  private static final String HOSTILE = URLEncoder.encode(Checks.HOSTILE, StandardCharsets.UTF_8);
  private static Asking asking;

  @BeforeAll
  static void start() {
    asking = Asking.about(Reports::hostile);
  }

  @AfterAll
  static void stop() {
    asking.close();
  }

  private static void assertHarmless(String page) {
    assertThat(page)
        .doesNotContain("<script>", "<img", "alert(1)>", "[[49]]", "$49")
        .doesNotContain("Whitelabel", "at org.");
  }

  @Test
  void labelsAreTextOnTheOverview() {
    String page = asking.get("/").body();

    assertHarmless(page);
    assertThat(page).contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;");
  }

  @Test
  void labelsAreTextOnTheirCheckPage() {
    String list = asking.get("/").body();
    int at = list.indexOf("href=\"/checks/") + 6;
    var page = asking.get(list.substring(at, list.indexOf('"', at)));

    assertThat(page.status()).isEqualTo(200);
    assertHarmless(page.body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/?q=",
        "/?verdict=",
        "/?metric=",
        "/?comparison=",
        "/checks/x?run=",
        "/runs/x?q="
      })
  void whatARequestSaysIsTextInTheAnswer(String path) {
    assertHarmless(asking.get(path + HOSTILE).body());
  }

  @Test
  void metricsStayOneLineEach() {
    assertThat(asking.get("/metrics").body().lines())
        .allMatch(line -> line.startsWith("#") || line.startsWith("meshparity_"));
  }

  @Test
  void jsonHoldsTheLabelAsItIs() {
    assertThat(asking.get("/api/v1/report").body()).contains("\\\"><script>alert('x')</script>\\n");
  }
}
