package org.meshparity.comparator.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerClockTest {

  private final ServerClock clock = new ServerClock();

  @Test
  void nothingIsKnownBeforeTheFirstAnswer() {
    assertThat(clock.offset()).isEmpty();
  }

  @Test
  void oneDateTellsToASecondAndTheTimeTheAnswerTook() {
    clock.note(10_000, 10_200, 10_000);

    assertThat(clock.offset()).contains(new ClockOffset(-200, 1000));
  }

  @Test
  void severalAnswersTellMore() {
    clock.note(10_000, 10_200, 10_000);
    clock.note(10_900, 10_950, 10_000);

    assertThat(clock.offset()).contains(new ClockOffset(-200, 100));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Thu, 26 Nov 2026 14:16:12 GMT",
        "Thursday, 26-Nov-26 14:16:12 GMT",
        "Thu Nov 26 14:16:12 2026"
      })
  void everyFormOfADateIsUnderstood(String date) {
    long sentMs = System.currentTimeMillis();
    clock.note(sentMs, answer(date));

    long dateMs = Instant.parse("2026-11-26T14:16:12Z").toEpochMilli();
    assertThat(clock.offset().map(ClockOffset::mostMs)).contains(dateMs + 1000 - sentMs);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "today", "26 November"})
  void whatIsNoDateTellsNothing(String date) {
    clock.note(System.currentTimeMillis(), answer(date));

    assertThat(clock.offset()).isEmpty();
  }

  private static Response answer(String date) {
    return new Response.Builder()
        .request(new Request.Builder().url("http://127.0.0.1/").build())
        .protocol(Protocol.HTTP_1_1)
        .code(200)
        .message("OK")
        .header("Date", date)
        .build();
  }

  @Test
  void aClockThatWasSetIsReadAnew() {
    clock.note(10_000, 10_200, 10_000);
    clock.note(11_000, 11_100, 60_000);

    assertThat(clock.offset()).contains(new ClockOffset(48_900, 50_000));
  }

  @Test
  void clocksAreApartOnlyByWhatIsCertain() {
    ClockOffset one = new ClockOffset(-200, 1000);

    assertThat(one.apartMs(new ClockOffset(900, 2000))).isZero();
    assertThat(one.apartMs(new ClockOffset(5000, 6000))).isEqualTo(4000);
    assertThat(new ClockOffset(5000, 6000).apartMs(one)).isEqualTo(4000);
    assertThat(one.atMostApartMs(new ClockOffset(5000, 6000))).isEqualTo(6200);
  }
}
