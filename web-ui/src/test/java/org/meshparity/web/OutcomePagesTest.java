package org.meshparity.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meshparity.comparator.report.Report;
import org.meshparity.web.schedule.ScheduledComparison;

class OutcomePagesTest {

  private static final CountDownLatch NEVER = new CountDownLatch(1);
  private static Asking asking;

  @BeforeAll
  static void start() {
    asking =
        Asking.of(
            ServiceSettings.onLoopback(
                0,
                List.of(
                    named("parity", Reports::parity),
                    named("gaps", Reports::gaps),
                    named("undecided", Reports::undecided),
                    named("nodata", Reports::noData),
                    named("unavailable", Reports::unavailable),
                    named("failing", OutcomePagesTest::fails),
                    named("waiting", OutcomePagesTest::waits))));
    for (String name : List.of("parity", "gaps", "undecided", "nodata", "unavailable", "failing")) {
      Awaitility.await()
          .until(() -> !asking.get("/?comparison=" + name).body().contains(">First run</h1>"));
    }
  }

  @AfterAll
  static void stop() {
    NEVER.countDown();
    asking.close();
  }

  private static ScheduledComparison named(String name, Supplier<Report> reports) {
    return Asking.comparison(name, reports);
  }

  private static Report fails() {
    throw new IllegalStateException("a bug of our own");
  }

  private static Report waits() {
    try {
      NEVER.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    return Reports.noData();
  }

  @ParameterizedTest
  @CsvSource({
    "parity, Parity",
    "gaps, Gaps",
    "undecided, Undecided",
    "nodata, No data",
    "unavailable, Unavailable",
    "failing, Run failed",
    "waiting, First run"
  })
  void theOutcomeIsTheHeading(String comparison, String heading) {
    var page = asking.get("/?comparison=" + comparison);

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body()).contains("<h1 id=\"outcome\">" + heading + "</h1>");
    assertThat(page.body()).contains("<title>" + heading + " · " + comparison);
  }

  @ParameterizedTest
  @CsvSource({"undecided", "nodata", "unavailable", "failing", "waiting"})
  void whatIsNotProvedIsNeverCalledParity(String comparison) {
    String page = asking.get("/?comparison=" + comparison).body();

    String main = page.substring(page.indexOf("class=\"hero"));
    assertThat(main).doesNotContain(">Parity<");
  }

  @Test
  void gapsAreListedWithTheirCauseAndSize() {
    assertThat(asking.get("/?comparison=gaps").body())
        .contains("Legacy telemetry reports are lost on their way to Mixer")
        .contains("by at least 116 requests")
        .contains("One proved gap has no named cause")
        .contains("sum(istio_requests_total)")
        .doesNotContain("query legacy at")
        .doesNotContain("<td>null</td>");
  }

  @Test
  void whatIsUndecidedSaysWhatWouldDecideIt() {
    assertThat(asking.get("/?comparison=undecided").body()).contains("a window of 54 minutes");
  }

  @Test
  void whyASourceCannotBeReadIsOnThePage() {
    assertThat(asking.get("/?comparison=unavailable").body())
        .contains("is this address a Prometheus?");
  }

  @Test
  void nothingComparedIsNoGoodNews() {
    assertThat(asking.get("/?comparison=unavailable").body())
        .contains("nothing was compared")
        .doesNotContain("on neither side")
        .doesNotContain("No gap is proved, and");
  }

  @Test
  void aFilterLeavesOnlyWhatItNames() {
    String page = asking.get("/?comparison=gaps&verdict=MISSING_CANDIDATE").body();

    assertThat(page).contains("1 check</span>").doesNotContain("threshold 250 milliseconds");
  }

  @Test
  void textFindsLabels() {
    String page = asking.get("/?comparison=gaps&q=destination_workload%3Dreviews-v3").body();

    assertThat(page).contains("1 check</span>");
  }

  @Test
  void aCheckTellsItsStory() {
    String list =
        asking.get("/?comparison=gaps&verdict=PROVED_DIFFERENT&metric=request-duration").body();
    int at = list.indexOf("href=\"/checks/") + 6;
    String page = asking.get(list.substring(at, list.indexOf('"', at))).body();

    assertThat(page)
        .contains("<h1 id=\"title\">request-duration: threshold 250 milliseconds</h1>")
        .contains("Even the two values nearest to each other")
        .contains("class=\"intervals\"")
        .contains("class=\"distribution\"")
        .contains("last_over_time(istio_requests_total{job=&quot;istio-mesh&quot;}[30s])");
  }

  @Test
  void runsAreListedAndEachHasItsPage() {
    String list = asking.get("/runs").body();
    int at = list.indexOf("href=\"/runs/") + 6;

    assertThat(list).contains("Run failed").contains("running");
    assertThat(asking.get(list.substring(at, list.indexOf('"', at))).body())
        .contains("id=\"outcome\"");
  }

  @Test
  void everyVerdictIsExplained() {
    assertThat(asking.get("/help").body())
        .contains("PROVED_EQUAL", "PROVED_DIFFERENT", "UNDECIDABLE", "MISSING_CANDIDATE")
        .contains("MISSING_LEGACY", "NOT_COMPARABLE", "NO_DATA", "UNAVAILABLE");
  }

  @ParameterizedTest
  @CsvSource({"/nothing", "/checks/nothing", "/runs/nothing", "/?comparison=nothing"})
  void whatDoesNotExistIsAPageOfOurs(String path) {
    var page = asking.get(path);

    assertThat(page.status()).isEqualTo(404);
    assertThat(page.body()).contains("There is no such page").contains("To the overview");
  }

  @Test
  void anUnchangedPageIsNotSentAgain() {
    String tag = asking.get("/?comparison=gaps").headers().get("ETag");

    assertThat(tag).isNotNull();
    assertThat(asking.get("/?comparison=gaps", "If-None-Match", tag).status()).isEqualTo(304);
    assertThat(asking.get("/?comparison=parity", "If-None-Match", tag).status()).isEqualTo(200);
  }

  @Test
  void whatIsWrongWithTheSetUpIsSaidWithItsRemedyAndQuery() {
    String page = asking.get("/?comparison=nodata").body();

    assertThat(page)
        .contains("The set-up", "gone-since", "legacy: requests", "last there with", "Remedy:")
        .contains("count by (job) (istio_requests_total{})", "Every mapped series");
    assertThat(page.indexOf("The set-up")).isLessThan(page.indexOf("What is proved"));
  }

  @Test
  void aSoundSetUpStandsBelowWhatWasFound() {
    String page = asking.get("/?comparison=parity").body();

    assertThat(page).contains("All that the pack maps is there on both sides");
    assertThat(page.indexOf("The set-up")).isGreaterThan(page.indexOf("What is proved"));
  }
}
