package org.meshparity.tests.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meshparity.comparator.report.Report;
import org.meshparity.web.Reports;
import org.meshparity.web.Service;
import org.meshparity.web.ServiceSettings;
import org.meshparity.web.schedule.ScheduledComparison;

/** Every page, as a browser shows it: readable by all, on any width, in both schemes. */
class PagesTest {

  private static Service service;
  private static Chromium chromium;

  @BeforeAll
  static void start() {
    service =
        Service.start(
            ServiceSettings.onLoopback(
                0,
                List.of(
                    comparison("gaps", Reports::gaps),
                    comparison("parity", Reports::parity),
                    comparison("undecided", Reports::undecided),
                    comparison("nodata", Reports::noData),
                    comparison("unavailable", Reports::unavailable),
                    comparison("hostile", Reports::hostile))));
    chromium = Chromium.start();
    try (Watched watched = chromium.open(service.url(), 1280, ColorScheme.LIGHT)) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                watched.page().navigate("/runs");
                return watched.page().locator("tbody a").count() == 6;
              });
    }
  }

  @AfterAll
  static void stop() {
    chromium.close();
    service.close();
  }

  private static ScheduledComparison comparison(String name, Supplier<Report> reports) {
    return new ScheduledComparison(
        name,
        (end, window) -> reports.get(),
        Duration.ofHours(1),
        Duration.ofMinutes(5),
        Duration.ofSeconds(30));
  }

  @ParameterizedTest
  @CsvSource({
    "overview-gaps, /?comparison=gaps",
    "overview-parity, /?comparison=parity",
    "overview-undecided, /?comparison=undecided",
    "overview-nodata, /?comparison=nodata",
    "overview-unavailable, /?comparison=unavailable",
    "overview-hostile, /?comparison=hostile",
    "runs, /runs",
    "help, /help"
  })
  void aPageIsForEverybody(String name, String path) {
    assertForEverybody(name, page -> page.navigate(path));
  }

  @ParameterizedTest
  @CsvSource({
    "check-threshold, /?comparison=gaps, threshold 250 milliseconds",
    "check-missing, /?comparison=gaps, present on both sides",
    "check-undecidable, /?comparison=undecided, count up to",
    "check-hostile, /?comparison=hostile, count"
  })
  void aCheckIsForEverybody(String name, String path, String claim) {
    assertForEverybody(
        name,
        page -> {
          page.navigate(path);
          page.locator(".line a", new Page.LocatorOptions().setHasText(claim)).first().click();
          page.waitForURL("**/checks/**");
        });
  }

  private static void assertForEverybody(String name, Consumer<Page> path) {
    assertForEverybody(name, path, 1280, ColorScheme.LIGHT);
    assertForEverybody(name, path, 1280, ColorScheme.DARK);
    assertForEverybody(name, path, 400, ColorScheme.LIGHT);
  }

  private static void assertForEverybody(
      String name, Consumer<Page> path, int width, ColorScheme scheme) {
    try (Watched watched = chromium.open(service.url(), width, scheme)) {
      path.accept(watched.page());
      watched.picture(name + "-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT));

      assertThat(watched.scrollsSideways()).as("%s at %d", name, width).isFalse();
      assertThat(new AxeBuilder(watched.page()).analyze().getViolations()).isEmpty();
    }
  }
}
