package org.meshparity.comparator.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meshparity.comparator.source.access.Retries;
import org.meshparity.rules.LabelMatchers;

/** Whatever is not a whole, right answer is one clear message, soon, and never data. */
class PrometheusLiesTest {

  private static final String VECTOR =
      "{'status':'success','data':{'resultType':'vector','result':";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "302 | ''                                        | redirects are not followed",
        "400 | {'status':'error','error':'parse error'}  | answered 400 (parse error); it refuses"
            + " what was asked",
        "401 | ''                                        | answered 401; check its credentials",
        "403 | <html>Forbidden</html>                    | answered 403; these credentials",
        "404 | 404 page not found                        | (404 page not found); does its URL need"
            + " another path prefix?",
        "422 | {'status':'error','errorType':'execution','error':'too many samples'} | (too many"
            + " samples)",
        "429 | slow down                                 | answered 429 (slow down); ask for less"
            + " at once",
        "500 | {'status':                                | answered 500",
        "503 | {'status':'error','error':'query timed out'} | (query timed out); ask for less at"
            + " once",
      })
  void aRefusalIsToldWithTheServersWordsAndARemedy(int status, String body, String told) {
    try (StubServer server = StubServer.answering(status, "text/plain", json(body))) {
      assertThat(refusal(server, PrometheusOptions.DEFAULT.withRetries(Retries.NONE)))
          .startsWith(server.url() + " answered " + status)
          .contains(told)
          .endsWith("(query: up)");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                         | empty body",
        "<html>login</html>         | a web page instead of JSON",
        "hello                      | something else than JSON",
        "[]                         | JSON of another shape",
        "{}                         | status missing",
        "{'status':'success'}       | no result",
        "{'status':'success','data':null} | no result",
        "{'status':'success','data':{'resultType':'vector'}} | no result",
        "{'status':'success','data':{'result':[]}} | no result",
        "{'status':'error','errorType':'timeout','error':'too slow'} | timeout: too slow",
        "{'status':'success','data':{'resultType':'matrix','result':[]}} | a matrix instead of a"
            + " vector",
        "{'status':'success','data':{'resultType':'scalar','result':[1,'2']}} | a scalar instead of"
            + " a vector",
        "{'status':'success','data':{'resultType':'vector','result':{}}} | an array as its result",
        "{'status':'success','data':{'resultType':'vector','result':[]}} {} | more after its end",
        "{'status':'success','data':{'resultType':'vector','result':[ | only a part of its answer",
        "{'status':'error','error':'oops','status':'success'} | refused the query: oops",
        "{'data':{'resultType':'vector','result':[]},'data':null} | two members named data",
        "{'data':{'resultType':'vector','result':[],'result':[]}} | two members named result",
        "{'error':'a','error':'b'} | two members named error",
        "{'status':'success','error':'oops','data':{'resultType':'vector','result':[]}} | refused the"
            + " query: oops",
      })
  void aBodyThatIsNotAnAnswerIsRefused(String body, String told) {
    try (StubServer server = StubServer.json(json(body))) {
      assertThat(refusal(server, PrometheusOptions.DEFAULT)).contains(told).endsWith("(query: up)");
    }
  }

  @Test
  void anErrorThatIsNullIsNone() throws Exception {
    String body = "{'status':'success','errorType':null,'error':null,'data':";
    try (StubServer server = StubServer.json(json(body + "{'resultType':'vector','result':[]}}"));
        PrometheusSource source = PrometheusSource.of(server.url(), PrometheusOptions.DEFAULT)) {
      assertThatCode(() -> up(source)).doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[3]                                                  | objects in its result",
        "[{'metric':{'a':'b'}}]                               | without metric or value",
        "[{'value':[1,'1']}]                                  | without metric or value",
        "[{'metric':{'a':'b'},'values':[[1,'1']]}]            | without metric or value",
        "[{'metric':{'a':1},'value':[1,'1']}]                 | JSON of another shape",
        "[{'metric':{'a':'b'},'value':[1,1]}]                 | a sample without a value",
        "[{'metric':{'a':'b'},'value':[1,'0x1p3']}]           | not a number: 0x1p3",
        "[{'metric':{'a':'b'},'value':[1,'1d']}]              | not a number: 1d",
        "[{'metric':{'a':'b'},'value':[1,'']}]                | not a number",
        "[{'metric':{'a':'b'},'value':[1,'1',2]}]             | JSON of another shape",
        "[{'metric':{'a':'b'},'value':[2,'1']}]               | which is not in the time asked for",
        "[{'metric':{'a':'b'},'histogram':[1,{}]}]            | a native histogram",
        "[{'metric':{'a':'b','a':'c'},'value':[1,'1']}]       | the label a twice",
        "[{'metric':{'a':'b'},'metric':{},'value':[1,'1']}]   | two members named metric",
        "[{'metric':{'a':'b'},'value':[1,'1'],'value':[1,'2']}] | two members named value",
        "[{'metric':{'a':'b'},'value':[1,'1']},{'metric':{'a':'b'},'value':[1,'1']}] | the series"
            + " {a=b} twice",
      })
  void anElementThatNoServerSendsIsRefused(String result, String told) {
    try (StubServer server = StubServer.json(json(VECTOR + result + "}}"))) {
      assertThat(refusal(server, PrometheusOptions.DEFAULT)).contains(told);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'__name__':'up'}    | [[10,'1'],[10,'2']]  | samples out of order",
        "{'__name__':'up'}    | [[11,'1'],[10,'2']]  | samples out of order",
        "{'__name__':'up'}    | [[13,'1']]           | not in the time asked for",
        "{'__name__':'up'}    | [[9,'1']]            | not in the time asked for",
        "{'__name__':'down'}  | [[11,'1']]           | which nobody asked for",
        "{'__name__':'up','job':'b','replica':'a'} | [[11,'1']] | which nobody asked for",
        "{'__name__':'up'}    | [[11,'1']]           | lacks the label replica that was asked for; if",
      })
  void rawSamplesThatWereNotAskedForAreRefused(String metric, String values, String told) {
    String body =
        "{'status':'success','data':{'resultType':'matrix','result':[{'metric':"
            + metric
            + ",'values':"
            + values
            + "}]}}";
    try (StubServer server = StubServer.json(json(body));
        PrometheusSource source = PrometheusSource.of(server.url(), PrometheusOptions.DEFAULT)) {
      LabelMatchers some = LabelMatchers.parse("job!=\"b\",replica=\"a\"");
      assertThatThrownBy(() -> source.samples("up", some, 10_000, 12_000, series -> {}))
          .isInstanceOf(SourceUnavailable.class)
          .hasMessageContaining(told);
    }
  }

  @Test
  void credentialsAreNotCarriedToAnotherHost() {
    try (StubServer other = StubServer.json(json(VECTOR + "[]}}"));
        StubServer server =
            StubServer.answering(
                (request, exchange) -> {
                  exchange.getResponseHeaders().set("Location", other.url() + "/x?t=s3cret");
                  StubServer.send(exchange, 307, "text/plain", new byte[0]);
                })) {
      assertThat(refusal(server, PrometheusOptions.DEFAULT))
          .contains("points to " + other.url() + "/x; redirects are not followed")
          .doesNotContain("s3cret");
      assertThat(other.seen()).isEmpty();
    }
  }

  @Test
  void aBodyLongerThanAllowedIsCutShort() {
    PrometheusOptions small = PrometheusOptions.DEFAULT.withMaxResponseBytes(10_000);
    try (StubServer server = StubServer.json(" ".repeat(20_000))) {
      assertThat(refusal(server, small)).contains("more than the 10000 bytes allowed");
    }
  }

  @Test
  void aPackedBombIsCountedUnpacked() throws Exception {
    PrometheusOptions small = PrometheusOptions.DEFAULT.withMaxResponseBytes(1_000_000);
    byte[] blanks = new byte[20_000_000];
    Arrays.fill(blanks, (byte) ' ');
    byte[] bomb = PrometheusSourceTest.gzip(blanks);
    try (StubServer server =
        StubServer.answering(
            (request, exchange) -> {
              exchange.getResponseHeaders().set("Content-Encoding", "gzip");
              StubServer.send(exchange, 200, "application/json", bomb);
            })) {
      assertThat(refusal(server, small)).contains("more than the 1000000 bytes allowed");
    }
  }

  @Test
  void aCutPackedBodyIsNoAnswer() throws Exception {
    byte[] packed =
        PrometheusSourceTest.gzip(json(VECTOR + "[]}}").getBytes(StandardCharsets.UTF_8));
    byte[] cut = Arrays.copyOf(packed, packed.length - 12);
    try (StubServer server =
        StubServer.answering(
            (request, exchange) -> {
              exchange.getResponseHeaders().set("Content-Encoding", "gzip");
              StubServer.send(exchange, 200, "application/json", cut);
            })) {
      assertThat(refusal(server, PrometheusOptions.DEFAULT)).contains("cut off");
    }
  }

  @Test
  void aBodyShorterThanItsAnnouncedLengthIsNoAnswer() {
    try (StubServer server =
        StubServer.answering(
            (request, exchange) -> {
              exchange.sendResponseHeaders(200, 1000);
              exchange.getResponseBody().write(json(VECTOR).getBytes(StandardCharsets.UTF_8));
              exchange.getResponseBody().flush();
              throw new IOException("hangs up");
            })) {
      assertThat(refusal(server, PrometheusOptions.DEFAULT)).contains("was cut off in the middle");
    }
  }

  @Test
  void silenceEndsWithTheReadTimeout() {
    PrometheusOptions hasty = PrometheusOptions.DEFAULT.withReadTimeout(Duration.ofMillis(200));
    try (StubServer server = StubServer.answering((request, exchange) -> hang())) {
      assertThat(refusal(server, hasty)).contains("kept silent for too long");
    }
  }

  @Test
  void anEndlessTrickleEndsWithTheCallTimeout() {
    PrometheusOptions hasty = PrometheusOptions.DEFAULT.withCallTimeout(Duration.ofMillis(400));
    try (StubServer server =
        StubServer.answering(
            (request, exchange) -> {
              exchange.sendResponseHeaders(200, 0);
              OutputStream out = exchange.getResponseBody();
              while (true) {
                out.write(' ');
                out.flush();
                pause(20);
              }
            })) {
      assertThat(refusal(server, hasty)).contains("longer than the time allowed");
    }
  }

  @Test
  void aQueryWaitsForItsTurnAndNotForever() throws Exception {
    PrometheusOptions one =
        PrometheusOptions.DEFAULT.withMaxConcurrent(1).withCallTimeout(Duration.ofMillis(300));
    try (StubServer server = StubServer.answering((request, exchange) -> hang());
        PrometheusSource source = PrometheusSource.of(server.url(), one)) {
      Thread first =
          new Thread(() -> catchThrowableOfType(SourceUnavailable.class, () -> up(source)));
      first.start();
      SourceUnavailable second = catchThrowableOfType(SourceUnavailable.class, () -> up(source));
      first.join();

      assertThat(second)
          .message()
          .containsAnyOf("busy with earlier queries", "longer than the time");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://no-such-host.invalid", "http://no-such-host.invalid:9090/x"})
  void anUnknownHostIsSaid(String url) {
    try (PrometheusSource source = PrometheusSource.of(url, PrometheusOptions.DEFAULT)) {
      assertThatThrownBy(() -> up(source))
          .hasMessageContaining("host name that cannot be resolved");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "http, 'rules of HTTP (Unexpected status line: 220  [2Jmail ready)'",
    "https, failed the TLS handshake"
  })
  void aServerThatSpeaksAnotherProtocolIsSaid(String scheme, String told) throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        PrometheusSource source =
            PrometheusSource.of(
                scheme + "://127.0.0.1:" + socket.getLocalPort(), PrometheusOptions.DEFAULT)) {
      new Thread(() -> talkNonsense(socket)).start();

      assertThatThrownBy(() -> up(source)).hasMessageContaining(told);
    }
  }

  @Test
  void foreignTextCannotForgeLinesOfALog() {
    String body = "{'status':'error','error':'bad\\nERROR forged " + "x".repeat(2000) + "'}";
    try (StubServer server = StubServer.answering(422, "application/json", json(body))) {
      assertThat(refusal(server, PrometheusOptions.DEFAULT))
          .contains("bad ERROR forged")
          .doesNotContain("\n")
          .hasSizeLessThan(1000);
    }
  }

  @Test
  void foreignTextCannotTurnALineAround() {
    String body = "{'status':'error','error':'a\\u202eb\\u2066c\\u200bd\\u009b2Je'}";
    try (StubServer server = StubServer.answering(422, "application/json", json(body))) {
      assertThat(refusal(server, PrometheusOptions.DEFAULT)).contains("(a b c d 2Je)");
    }
  }

  @Test
  void ofBytesNothingIsShown() {
    try (StubServer server = StubServer.answering(500, "text/plain", "\u0000\u0001PNG")) {
      assertThat(refusal(server, PrometheusOptions.DEFAULT)).contains("answered 500; see the");
    }
  }

  private static String refusal(StubServer server, PrometheusOptions options) {
    try (PrometheusSource source = PrometheusSource.of(server.url(), options)) {
      SourceUnavailable refusal = catchThrowableOfType(SourceUnavailable.class, () -> up(source));
      assertThat(refusal).isNotNull();
      return String.valueOf(refusal.getMessage());
    }
  }

  private static void up(QuerySource source) throws SourceUnavailable {
    source.query("up", 1000, (labels, value) -> {});
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }

  private static void talkNonsense(ServerSocket socket) {
    try {
      while (true) {
        try (Socket caller = socket.accept()) {
          caller
              .getOutputStream()
              .write("220 \u001b[2Jmail ready\r\n".getBytes(StandardCharsets.UTF_8));
          caller.getInputStream().read();
        }
      }
    } catch (IOException closed) {
      // the test is over
    }
  }

  private static void hang() {
    pause(30_000);
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
