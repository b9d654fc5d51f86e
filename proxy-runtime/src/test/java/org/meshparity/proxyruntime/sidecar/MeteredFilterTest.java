package org.meshparity.proxyruntime.sidecar;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeteredFilterTest {

  private static final int REQUESTS = 17 * 200;
  private static final long WORK_NANOS = 20_000;

  private final FilterMeter meter = new FilterMeter();

  private static Exchange exchange(Exchange.Direction direction) {
    return new Exchange(
        direction, new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/"));
  }

  private void pass(HttpFilter filter, Exchange.Direction direction) {
    MeteredFilter metered = new MeteredFilter(List.of(filter), meter, List.of("x-own"));
    HttpHeaders headers = new DefaultHttpHeaders();
    for (int i = 0; i < REQUESTS; i++) {
      Exchange exchange = exchange(direction);
      metered.onRequest(exchange, headers);
      metered.onResponse(exchange, headers);
      metered.onEnd(exchange);
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
    pass(busyAtTheEnd, Exchange.Direction.INBOUND);

    assertThat(meter.requests()).isEqualTo(REQUESTS);
    assertThat(meter.nanos() / REQUESTS).isBetween(WORK_NANOS * 9 / 10, WORK_NANOS * 2);
  }

  @Test
  void bytesAreThoseOfTheHeadersItSends() {
    HttpFilter introducing =
        new HttpFilter() {
          @Override
          public void onRequest(Exchange exchange, HttpHeaders headers) {
            headers.set("x-own", "twenty-one characters");
          }
        };
    pass(introducing, Exchange.Direction.OUTBOUND);

    assertThat(meter.bytes() / REQUESTS).isEqualTo("x-own: twenty-one characters\r\n".length());
  }

  @Test
  void whatItReceivesIsNotSentAgain() {
    HttpFilter none = new HttpFilter() {};
    MeteredFilter metered = new MeteredFilter(List.of(none), meter, List.of("x-own"));
    HttpHeaders received = new DefaultHttpHeaders().set("x-own", "of the peer");
    for (int i = 0; i < REQUESTS; i++) {
      metered.onRequest(exchange(Exchange.Direction.INBOUND), received);
    }

    assertThat(meter.bytes()).isZero();
  }
}
