package org.meshparity.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meshparity.comparator.report.Report;
import org.meshparity.web.Reports;
import org.meshparity.web.Service;
import org.meshparity.web.ServiceSettings;
import org.meshparity.web.schedule.ScheduledComparison;

/** What happens on a page while somebody uses it. */
class LivePageTest {

  private static final HasTextOptions SOON = new HasTextOptions().setTimeout(15_000);

  private volatile Report report = Reports.gaps();
  private Service service;
  private Chromium chromium;
  private Watched watched;
  private Page page;

  @BeforeEach
  void start() {
    ScheduledComparison comparison =
        new ScheduledComparison(
            "istio",
            (end, window) -> report,
            Duration.ofHours(1),
            Duration.ofSeconds(2),
            Duration.ZERO);
    service = Service.start(ServiceSettings.onLoopback(0, List.of(comparison)));
    chromium = Chromium.start();
    watched = chromium.open(service.url(), 1280, ColorScheme.LIGHT);
    page = watched.page();
    page.navigate("/");
    assertThat(page.locator("#outcome")).hasText("Gaps", SOON);
  }

  @AfterEach
  void stop() {
    try {
      watched.close();
    } finally {
      chromium.close();
      service.close();
    }
  }

  @Test
  void aNewOutcomeAppearsWithoutReloading() {
    page.evaluate("() => { window.stillHere = true; }");
    report = Reports.parity();

    assertThat(page.locator("#outcome")).hasText("Parity", SOON);
    assertThat(page.evaluate("() => window.stillHere")).isEqualTo(true);
    assertThat(page.title()).startsWith("Parity");
    assertThat(page.locator(".hero")).hasClass("hero equal");
  }

  @Test
  void whatSomebodyOpenedTypedAndFocusedStays() {
    page.locator("summary").first().click();
    page.locator("input[name=q]").fill("reviews");
    page.evaluate("() => { window.scrollTo(0, 700); }");
    page.waitForResponse(
        answer -> answer.status() == 200 && answer.url().contains("q=reviews"), () -> {});
    page.waitForResponse(answer -> answer.url().contains("q=reviews"), () -> {});

    assertThat(page.locator("details").first()).hasAttribute("open", "");
    assertThat(page.locator("input[name=q]")).isFocused();
    assertThat(page.locator("input[name=q]")).hasValue("reviews");
    assertThat((int) page.evaluate("() => window.scrollY")).isPositive();
  }

  @Test
  void theFilterWorksAsSomebodyTypes() {
    page.locator("input[name=q]").fill("ratings-v1");

    assertThat(page.locator(".shown")).containsText("1 check,");
    assertThat(page.url()).contains("q=ratings-v1");
  }

  @Test
  void theKeyboardReachesContentFirst() {
    page.keyboard().press("Tab");
    assertThat(page.locator(".skip")).isFocused();
    page.keyboard().press("Enter");
    assertThat(page.locator("#main")).isFocused();
    page.keyboard().press("Tab");
    assertThat(page.locator("button[data-compare]")).isFocused();
  }

  @Test
  void aComparisonCanBeAskedFor() {
    var answer =
        page.waitForResponse("**/api/v1/runs", () -> page.locator("button[data-compare]").click());

    assertThat(answer.status()).isEqualTo(202);
  }

  @Test
  void aQueryCanBeCopied() {
    page.locator(".line a").first().click();
    page.locator("button[data-copy]").first().click();
    assertThat(page.locator("button[data-copy]").first()).hasClass("button small done");

    assertThat((String) page.evaluate("() => navigator.clipboard.readText()"))
        .startsWith("sum by (reporter");
  }
}
