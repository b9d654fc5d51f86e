package org.meshparity.comparator.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
