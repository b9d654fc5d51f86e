package org.meshparity.proxyruntime.sidecar;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeteredFilterTest {

  private static final int REQUESTS = 17 * 200;
  private static final long WORK_NANOS = 20_000;

  private final FilterMeter meter = new FilterMeter();

  /** The filters here look at headers only, so no request needs to be made up. */
  private void pass(HttpFilter filter) {
    MeteredFilter metered = new MeteredFilter(List.of(filter), meter, List.of("x-own"));
    for (int i = 0; i < REQUESTS; i++) {
      metered.onRequest(null, new DefaultHttpHeaders().set("x-own", "of the peer"));
      metered.onResponse(null, new DefaultHttpHeaders());
      metered.onEnd(null);
    }
  }

  @Test
  void theSampleTellsWhatAllCallsTook() {
    HttpFilter busyAtTheEnd =
        new HttpFilter() {
          @Override
          public void onEnd(Exchange exchange) {
            long until = System.nanoTime() + WORK_NANOS;
            while (System.nanoTime() < until) {
              Thread.onSpinWait();
            }
          }
        };
    pass(busyAtTheEnd);

    assertThat(meter.requests()).isEqualTo(REQUESTS);
    assertThat(meter.nanos() / REQUESTS).isBetween(WORK_NANOS * 9 / 10, WORK_NANOS * 2);
  }

  @Test
  void bytesAreThoseOfTheHeadersItSendsAndNotOfThoseItReceives() {
    HttpFilter introducing =
        new HttpFilter() {
          @Override
          public void onRequest(Exchange exchange, HttpHeaders headers) {
            headers.remove("x-own");
          }

          @Override
          public void onResponse(Exchange exchange, HttpHeaders headers) {
            headers.set("x-own", "twenty-one characters");
          }
        };
    pass(introducing);

    assertThat(meter.bytes() / REQUESTS).isEqualTo("x-own: twenty-one characters\r\n".length());
  }
}
