package org.meshparity.comparator.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockResponseBody;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.HttpUrl;
import okio.BufferedSink;

/**
 * A server that answers as Prometheus does, or as something that is no Prometheus. What it knows is
 * little: both jobs were scraped every 15 s, and one counter of theirs moves by one each time.
 */
final class FakePrometheus implements AutoCloseable {

  private static final Pattern RAW =
      Pattern.compile("(\\w+)\\{(?:__name__=\"\\w+\",)?job=\"([\\w-]+)\"}\\[(\\d+)ms]");

  private final MockWebServer server = new MockWebServer();

  private FakePrometheus(Dispatcher dispatcher) {
    server.setDispatcher(dispatcher);
    try {
      server.start(InetAddress.getByName("127.0.0.1"), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Gives every request the same answer. */
  static FakePrometheus saying(MockResponse answer) {
    return new FakePrometheus(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return answer;
          }
        });
  }

  /**
   * Answers queries for raw samples of some series; everything else is empty.
   *
   * @param series names it knows, e.g. {@code up}
   * @param warnings what each answer warns of, as JSON
   */
  static FakePrometheus knowing(Stream<String> series, String warnings) {
    String known = known(series);
    return answering((query, time) -> json(answer(known, warnings, query, time)));
  }

  private static String known(Stream<String> series) {
    return series.collect(Collectors.joining("|"));
  }

  /** Answers by what is asked, and for when. */
  private static FakePrometheus answering(BiFunction<String, String, MockResponse> by) {
    return new FakePrometheus(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            String form = request.getBody() == null ? "" : request.getBody().utf8();
            HttpUrl read = HttpUrl.get("http://x/?" + form);
            return by.apply(read.queryParameter("query"), read.queryParameter("time"));
          }
        });
  }

  /**
   * The same as {@link #knowing}, with a clock of its own and a dislike.
   *
   * @param ahead how far its clock is ahead
   * @param refused queries that hold this text are refused; none if it is empty
   */
  static FakePrometheus behaving(Stream<String> series, Duration ahead, String refused) {
    String known = known(series);
    return answering(
        (query, time) -> {
          if (!refused.isEmpty() && String.valueOf(query).contains(refused)) {
            return status(422, "{\"status\":\"error\",\"error\":\"not allowed here\"}");
          }
          String date =
              DateTimeFormatter.RFC_1123_DATE_TIME.format(
                  ZonedDateTime.now(ZoneOffset.UTC).plus(ahead));
          return json(answer(known, "", query, time)).newBuilder().setHeader("Date", date).build();
        });
  }

  /**
   * The same as {@link #knowing}, but of queries that hold this text no answer ever ends: a chunk
   * of it says so much of itself that its content is never reached.
   */
  static FakePrometheus endless(Stream<String> series, String text) {
    String known = known(series);
    return answering(
        (query, time) ->
            String.valueOf(query).contains(text)
                ? new MockResponse.Builder()
                    .setHeader("Transfer-Encoding", "chunked")
                    .body(new EndlessChunk())
                    .build()
                : json(answer(known, "", query, time)));
  }

  private static final class EndlessChunk implements MockResponseBody {
    @Override
    public long getContentLength() {
      return -1;
    }

    @Override
    public void writeTo(BufferedSink into) throws IOException {
      byte[] more = new byte[1 << 16];
      Arrays.fill(more, (byte) 'a');
      into.writeUtf8("5;");
      while (true) {
        into.write(more);
      }
    }
  }

  /** How often it was asked. */
  int requests() {
    return server.getRequestCount();
  }

  /** The latest request, as it arrived. */
  RecordedRequest lastRequest() {
    try {
      RecordedRequest last = server.takeRequest();
      while (true) {
        RecordedRequest next = server.takeRequest(0, TimeUnit.SECONDS);
        if (next == null) {
          return last;
        }
        last = next;
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String answer(String known, String warnings, String query, String time) {
    Matcher raw = RAW.matcher(query);
    String result =
        raw.matches() && raw.group(1).matches(known)
            ? series(raw.group(1), raw.group(2), time, Long.parseLong(raw.group(3)))
            : "";
    return ("{\"status\":\"success\",\"data\":{\"resultType\":\"%s\",\"result\":[%s]}"
            + ",\"warnings\":[%s]}")
        .formatted(query.endsWith("]") ? "matrix" : "vector", result, warnings);
  }

  private static String series(String name, String job, String time, long range) {
    long until = Math.round(1000 * Double.parseDouble(time));
    long first = Math.floorDiv(until - range, 15_000) + 1;
    String values =
        LongStream.rangeClosed(first, Math.floorDiv(until, 15_000))
            .mapToObj(i -> "[" + 15 * i + ",\"" + (name.equals("up") ? 1 : i) + "\"]")
            .collect(Collectors.joining(","));
    return "{\"metric\":{\"__name__\":\"%s\",\"job\":\"%s\",\"instance\":\"a:1\"},\"values\":[%s]}"
        .formatted(name, job, values);
  }

  static MockResponse json(String body) {
    return new MockResponse.Builder()
        .setHeader("Content-Type", "application/json")
        .body(body)
        .build();
  }

  static MockResponse status(int status, String body) {
    return new MockResponse.Builder().code(status).body(body).build();
  }

  static MockResponse cutOff() {
    return json("{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[]}}")
        .newBuilder()
        .onResponseBody(new SocketEffect.CloseSocket())
        .build();
  }

  static MockResponse slow() {
    return json("{}").newBuilder().headersDelay(1, TimeUnit.MINUTES).build();
  }

  String url() {
    return "http://127.0.0.1:" + server.getPort();
  }

  @Override
  public void close() {
    server.close();
  }
}
