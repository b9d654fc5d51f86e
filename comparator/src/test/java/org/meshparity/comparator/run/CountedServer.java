package org.meshparity.comparator.run;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;
import org.meshparity.comparator.series.Labels;
import org.meshparity.comparator.simulation.ScrapedSeries;
import org.meshparity.rules.LabelMatchers;
import tools.jackson.databind.json.JsonMapper;

/**
 * A server with a limit on the samples of one answer. It hands over raw samples and counts series
 * by a label, with the matchers as they arrive; any other query is empty.
 */
final class CountedServer implements AutoCloseable {

  /** What happens to a query that wants too many samples. */
  enum Refusal {
    TIMED_OUT,
    TOO_MANY_SAMPLES,
    SILENCE
  }

  private static final Pattern RAW = Pattern.compile("(\\w*)\\{(.*)}\\[(\\d+)ms]", Pattern.DOTALL);
  private static final Pattern COUNT =
      Pattern.compile(
          "count by \\((\\w+(?:,\\w+)*)\\) \\(((?:count|last)_over_time\\()?(\\w*)\\{(.*)}(?:\\[(\\d+)ms]\\))?\\)",
          Pattern.DOTALL);
  private static final long LOOK_BACK_MS = 300_000;

  private final MockWebServer server = new MockWebServer();
  private final List<Stored> stored = new ArrayList<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<Integer> answered = new CopyOnWriteArrayList<>();
  private final Refusal refusal;
  private final int most;
  private final Predicate<Labels> counted;
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicInteger mostAtOnce = new AtomicInteger();
  private volatile CountDownLatch together = new CountDownLatch(0);
  private volatile Predicate<Labels> handedOut = labels -> true;
  private volatile boolean bySeveral;

  /**
   * Starts one.
   *
   * @param most how many samples an answer may hold
   * @param counted which series a count shows
   */
  CountedServer(
      long epochMs,
      List<ScrapedSeries> series,
      Refusal refusal,
      int most,
      Predicate<Labels> counted) {
    this.refusal = refusal;
    this.most = most;
    this.counted = counted;
    for (ScrapedSeries one : series) {
      Map<String, String> labels = new TreeMap<>(one.labels());
      labels.put(Labels.NAME, one.name());
      stored.add(new Stored(Labels.of(labels), epochMs, one));
    }
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            String form = request.getBody() == null ? "" : request.getBody().utf8();
            HttpUrl read = HttpUrl.get("http://x/?" + form);
            String query = String.valueOf(read.queryParameter("query"));
            awaitOthers(query);
            return answer(
                query, Math.round(1000 * Double.parseDouble(read.queryParameter("time"))));
          }
        });
    try {
      server.start(InetAddress.getByName("127.0.0.1"), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Lets no query for samples go before so many are there, or a moment has passed. */
  void holdUntil(int queries) {
    together = new CountDownLatch(queries);
  }

  /** From now on hands over samples of such series only, though it goes on counting all. */
  void handOut(Predicate<Labels> some) {
    handedOut = some;
  }

  /** From now on counts by several labels too, as the preflight asks. */
  void countBySeveral() {
    bySeveral = true;
  }

  /** How many queries were under way at once. */
  int mostAtOnce() {
    return mostAtOnce.get();
  }

  private void awaitOthers(String query) {
    mostAtOnce.accumulateAndGet(underWay.incrementAndGet(), Math::max);
    try {
      if (query.startsWith("istio_")) {
        together.countDown();
        boolean unused = together.await(300, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
    underWay.decrementAndGet();
  }

  private MockResponse answer(String query, long at) {
    asked.add(query);
    Matcher raw = RAW.matcher(query);
    Matcher count = COUNT.matcher(query);
    if (raw.matches()) {
      return raw(raw.group(1), raw.group(2), at - Long.parseLong(raw.group(3)), at);
    }
    List<Object> found = new ArrayList<>();
    if (count.matches() && (bySeveral || !count.group(1).contains(","))) {
      boolean over = count.group(2) != null;
      long range = over ? Long.parseLong(count.group(5)) : LOOK_BACK_MS;
      count(count.group(1), count.group(3), count.group(4), at - range, at)
          .forEach((labels, n) -> found.add(Map.of("metric", labels, "value", of(at, n))));
    }
    return success("vector", found);
  }

  private MockResponse raw(String name, String matchers, long after, long until) {
    List<Object> found = new ArrayList<>();
    int samples = 0;
    for (Stored one : matching(name, matchers)) {
      List<List<Object>> values = one.values(after, until);
      samples += values.size();
      if (!values.isEmpty() && handedOut.test(one.labels)) {
        found.add(Map.of("metric", one.labels.toMap(), "values", values));
      }
    }
    boolean ofMetric = name.startsWith("istio_");
    if (samples > most && ofMetric) {
      return refused();
    }
    if (ofMetric) {
      answered.add(samples);
    }
    return success("matrix", found);
  }

  private MockResponse refused() {
    return switch (refusal) {
      case TIMED_OUT -> error(503, "timeout", "query timed out in expression evaluation");
      case TOO_MANY_SAMPLES ->
          error(
              422,
              "execution",
              "query processing would load too many samples into memory in query execution");
      case SILENCE ->
          success("matrix", List.of()).newBuilder().headersDelay(20, TimeUnit.SECONDS).build();
    };
  }

  private Map<Map<String, String>, Double> count(
      String labels, String name, String matchers, long after, long until) {
    Map<Map<String, String>, Double> counts = new HashMap<>();
    for (Stored one : matching(name, matchers)) {
      if (counted.test(one.labels) && !one.values(after, until).isEmpty()) {
        Map<String, String> by = one.labels.toMap();
        by.keySet().retainAll(List.of(labels.split(",")));
        counts.merge(by, 1.0, Double::sum);
      }
    }
    return counts;
  }

  private List<Stored> matching(String name, String matchers) {
    LabelMatchers parsed = matchers.isEmpty() ? LabelMatchers.ALL : LabelMatchers.parse(matchers);
    return stored.stream()
        .filter(one -> name.isEmpty() || name.equals(one.labels.get(Labels.NAME)))
        .filter(one -> parsed.matches(one.labels::get))
        .toList();
  }

  private static MockResponse success(String type, List<Object> result) {
    return json(
        200, Map.of("status", "success", "data", Map.of("resultType", type, "result", result)));
  }

  private static MockResponse error(int status, String type, String said) {
    return json(status, Map.of("status", "error", "errorType", type, "error", said));
  }

  private static MockResponse json(int status, Map<String, Object> body) {
    return new MockResponse.Builder()
        .code(status)
        .setHeader("Content-Type", "application/json")
        .body(JsonMapper.shared().writeValueAsString(body))
        .build();
  }

  private static List<Object> of(long at, double value) {
    return List.of(at / 1000.0, String.valueOf(value));
  }

  String url() {
    return "http://127.0.0.1:" + server.getPort();
  }

  /** Every query that arrived. */
  List<String> asked() {
    return asked;
  }

  /** How many samples each answer about a metric had. */
  List<Integer> answered() {
    return answered;
  }

  @Override
  public void close() {
    server.close();
  }

  private record Stored(Labels labels, long epochMs, ScrapedSeries series) {

    List<List<Object>> values(long after, long until) {
      List<List<Object>> values = new ArrayList<>();
      for (int i = 0; i < series.stampsMs().length; i++) {
        long stamp = epochMs + series.stampsMs()[i];
        double value = series.values()[i];
        if (stamp > after && stamp <= until && !ScrapedSeries.stale(value)) {
          values.add(of(stamp, value));
        }
      }
      return values;
    }
  }
}
