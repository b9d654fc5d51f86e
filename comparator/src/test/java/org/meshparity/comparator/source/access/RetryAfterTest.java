package org.meshparity.comparator.source.access;

import static org.assertj.core.api.Assertions.assertThat;

import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

  private static final String AT_TEN = "Sun, 22 Nov 2020 10:00:00 GMT";

  private static @Nullable String seconds(String said, String date) {
    Response.Builder busy =
        new Response.Builder()
            .request(new Request.Builder().url("http://127.0.0.1/").build())
            .protocol(Protocol.HTTP_1_1)
            .code(503)
            .message("busy")
            .header("Retry-After", said);
    Response answer = (date.isEmpty() ? busy : busy.header("Date", date)).build();
    return RetryAfter.inSeconds(answer).header("Retry-After");
  }

  /** Whatever this machine takes for the time, years away from the server here. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"Sun, 22 Nov 2020 10:00:20 GMT|20", "7|7", "99999999999999999999|864000000"})
  void aDateIsReadByTheClockOfWhoWroteIt(String said, String seconds) {
    assertThat(seconds(said, AT_TEN)).isEqualTo(seconds);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "000", "soon", "-1", AT_TEN, "Sun, 22 Nov 2020 09:00:00 GMT"})
  void whatNamesNoTimeToComeIsLeftOut(String said) {
    assertThat(seconds(said, AT_TEN)).isNull();
  }

  @Test
  void withoutAClockThisMachinesHolds() {
    assertThat(seconds("Fri, 31 Dec 9999 23:59:59 GMT", "")).isEqualTo("864000000");
    assertThat(seconds(AT_TEN, "no date")).isNull();
  }
}
