package org.meshparity.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meshparity.tests.RunningDemo;

/** What the demo measures of its own generators, as a browser shows it. */
class CostPanelTest {

  private static final double PATIENCE_MILLIS = 120_000;
  private static final Pattern MICROS = Pattern.compile("[\\d.,\u202f]+ µs");

  @TempDir static Path temporary;
  private static RunningDemo demo;
  private static Chromium chromium;

  @BeforeAll
  static void start() throws Exception {
    demo = RunningDemo.start(temporary, "--listen=127.0.0.1:0", "--no-prometheus");
    Awaitility.await().atMost(Duration.ofMinutes(3)).until(demo::serves);
    chromium = Chromium.start();
  }

  @AfterAll
  static void stop() {
    chromium.close();
    demo.close();
  }

  private static Watched open(int width, ColorScheme scheme) {
    Watched watched = chromium.open(demo.dashboard(), width, scheme);
    watched.page().navigate("/");
    assertThat(cpu(watched, 1)).hasText(MICROS, patiently());
    return watched;
  }

  private static HasTextOptions patiently() {
    return new HasTextOptions().setTimeout(PATIENCE_MILLIS);
  }

  /** The first row's cell of one generator: 1 for the legacy, 2 for the candidate. */
  private static Locator cpu(Watched watched, int generator) {
    return watched.page().locator("#cost-panel tbody tr:first-child td").nth(generator - 1);
  }

  private static double number(String text) {
    return Double.parseDouble(text.replaceAll("[^\\d.]", ""));
  }

  @Test
  void bothGeneratorsCostSomethingAndTheFiguresLive() {
    try (Watched watched = open(1280, ColorScheme.LIGHT)) {
      watched.page().evaluate("() => { window.stillHere = true; }");
      assertThat(number(cpu(watched, 1).innerText())).isPositive();
      assertThat(number(cpu(watched, 2).innerText())).isPositive();

      String caption = watched.page().locator("#cost-panel caption").innerText();
      assertThat(watched.page().locator("#cost-panel caption")).not().hasText(caption, patiently());
      assertThat(watched.page().evaluate("() => window.stillHere")).isEqualTo(true);
    }
  }

  @Test
  void bytesOnTheWireAndOfAScrapeAreMeasuredToo() {
    try (Watched watched = open(1280, ColorScheme.LIGHT)) {
      Locator bytes =
          watched.page().locator("#cost-panel td", new Page.LocatorOptions().setHasText("bytes"));
      assertThat(bytes).hasCount(4, new HasCountOptions().setTimeout(PATIENCE_MILLIS));
      assertThat(bytes.allInnerTexts()).allMatch(text -> number(text) > 100);
    }
  }

  @ParameterizedTest
  @CsvSource({"1280, LIGHT", "1280, DARK", "400, LIGHT", "400, DARK"})
  void thePanelIsForEverybody(int width, ColorScheme scheme) {
    try (Watched watched = open(width, scheme)) {
      watched.page().locator("#cost-notes summary").click();
      watched.picture("cost-" + width + "-" + scheme);

      assertThat(watched.scrollsSideways()).isFalse();
      assertThat(new AxeBuilder(watched.page()).include("#cost-panel").analyze().getViolations())
          .isEmpty();
    }
  }
}
