package org.meshparity.tests.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server that answers as Prometheus would for a mesh of any size, of which it keeps nothing: each
 * row is made when it is sent, as fast as a socket takes it. So what is measured is the reader.
 *
 * <p>Both sides count the same, all of it in the middle of the hour, so that everything can be
 * proved equal; unless it is told to lose some. It knows the queries of a check by their shape, not
 * PromQL.
 */
final class StubMesh {

  private static final Pattern RAW = Pattern.compile("(\\w+)\\{[^}]*}\\[(\\d+)ms]");
  private static final Pattern SUBQUERY = Pattern.compile("(?s)\\(.*\\)\\[(\\d+)ms:(\\d+)ms]");
  private static final Pattern NAME = Pattern.compile("(?:_over_time|resets)\\((\\w+)\\{");
  private static final Pattern CLIENTS =
      Pattern.compile("count by \\(source_workload\\) \\((\\w+)\\{[^}]*}\\)");

  /** Which part of a fall a series counts in the question for members: 2^-26. */
  private static final BigDecimal MEMBER = new BigDecimal(1.0 / (1 << 26));

  private volatile StubGroups groups;
  private volatile StubGroups summed;
  private final int legacyPods;
  private final int candidatePods;
  private final int lost;
  private final StubGroups.Shape shape;
  private final boolean restarted;
  private final List<String> requests = new CopyOnWriteArrayList<>();

  private StubMesh(List<String> numbers, StubGroups.Shape shape, boolean restarted) {
    this.groups = new StubGroups(Integer.parseInt(numbers.get(0)), shape);
    this.summed = groups;
    this.legacyPods = Integer.parseInt(numbers.get(1));
    this.candidatePods = Integer.parseInt(numbers.get(2));
    this.lost = numbers.size() < 4 ? 0 : Integer.parseInt(numbers.get(3));
    this.shape = shape;
    this.restarted = restarted;
  }

  /**
   * Takes how many groups there are, how many processes of either side show each of them, and
   * perhaps how many of a group's thousand requests the candidate loses; {@code counters} for
   * groups that are a counter each, and {@code restarted} if all processes of the candidate did.
   */
  public static void main(String[] arguments) throws IOException {
    List<String> words = List.of(arguments);
    StubMesh mesh =
        new StubMesh(
            words.stream().filter(word -> word.matches("[0-9]+")).toList(),
            words.contains("counters") ? StubGroups.Shape.COUNTERS : StubGroups.Shape.HISTOGRAMS,
            words.contains("restarted"));
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.setExecutor(Executors.newFixedThreadPool(4));
    server.createContext("/api/v1/query", mesh::answer);
    server.createContext("/requests", mesh::tell);
    server.createContext("/groups", mesh::resize);
    server.start();
    System.out.println("port " + server.getAddress().getPort());
  }

  /** What was asked, each with the time of its arrival in milliseconds. */
  private void tell(HttpExchange exchange) throws IOException {
    byte[] lines = String.join("\n", requests).getBytes(StandardCharsets.UTF_8);
    requests.clear();
    exchange.sendResponseHeaders(200, lines.length == 0 ? -1 : lines.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(lines);
    }
  }

  /**
   * From now on there are as many groups as the body says; or, where it says two numbers, as many
   * as the first when they are counted, and as the second when they are added up.
   */
  private void resize(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String[] counts = new String(body, StandardCharsets.UTF_8).split(" ");
    groups = new StubGroups(Integer.parseInt(counts[0]), shape);
    summed = new StubGroups(Integer.parseInt(counts[counts.length - 1]), shape);
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
  }

  private void answer(HttpExchange exchange) throws IOException {
    long now = System.currentTimeMillis();
    String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    requests.add(now + " " + form);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, 0);
    try (StubRows rows = new StubRows(exchange.getResponseBody())) {
      answer(parameter(form, "query"), millis(parameter(form, "time")), rows);
    }
  }

  private static String parameter(String form, String name) {
    for (String pair : form.split("&")) {
      if (pair.startsWith(name + "=")) {
        return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
      }
    }
    return "";
  }

  private static long millis(String seconds) {
    return Math.round(Double.parseDouble(seconds) * 1000);
  }

  private void answer(String query, long at, StubRows rows) throws IOException {
    StubSelection of = new StubSelection(query);
    boolean legacy = query.contains("job=\"a\"");
    int pods = legacy ? legacyPods : candidatePods;
    Matcher raw = RAW.matcher(query);
    Matcher subquery = SUBQUERY.matcher(query);
    rows.begin(raw.matches() || subquery.matches() ? "matrix" : "vector");
    if (raw.matches()) {
      long after = at - Long.parseLong(raw.group(2));
      targets(legacy ? "a" : "b", raw.group(1), pods, after, at, rows);
      samples(query, raw.group(1), after, at, rows);
    } else if (subquery.matches()) {
      long after = at - Long.parseLong(subquery.group(1));
      long step = Long.parseLong(subquery.group(2));
      if (query.startsWith("(sum by (")) {
        long gained = 1000 - (legacy ? 0 : lost);
        summed.bothEnds(name(query), of, Math.floorDiv(at, step) * step - step, step, gained, rows);
      } else {
        rows.element("").row(after, at, step, 1000);
      }
    } else if (query.startsWith("count by (__name__")) {
      groups.counts(query, pods, at, rows);
    } else if (query.startsWith("count((")) { // of all series together
      rows.element("").value(at, groups.series(name(query), of, pods));
    } else if (query.startsWith("min(")) {
      rows.element("").value(at, 0);
    } else if (query.startsWith("sum by (") && query.contains("(resets(")) {
      BigDecimal one = restarted && !legacy ? MEMBER.add(BigDecimal.ONE) : MEMBER;
      BigDecimal members = one.multiply(BigDecimal.valueOf(pods));
      summed.members(name(query), of, at, members.toPlainString(), rows);
    } else if (CLIENTS.matcher(query).matches()) {
      String name = query.substring(query.indexOf(") (") + 3, query.indexOf('{'));
      summed.clients(name, of, pods, at, rows);
    } else if (query.startsWith("count by (") && query.contains(") ({__name__")) {
      String label = query.substring("count by (".length(), query.indexOf(')'));
      summed.values(label, pods, at, rows);
    } else if (query.startsWith("count by (") && isRestless(query, legacy)) {
      summed.members(name(query), of, at, String.valueOf(pods), rows);
    } else if (query.startsWith("(sum by (job, instance) (resets(") && restarted && !legacy) {
      for (int pod = 0; pod < pods; pod++) {
        rows.element(target("b", pod)).value(at, 1);
      }
    }
    rows.end();
  }

  /** Whether there are such groups as a question for restless ones wants; any, if it is another. */
  private boolean isRestless(String query, boolean legacy) {
    return !query.contains(" or (resets(") || (restarted && !legacy);
  }

  /** Those of every process. */
  private void samples(String query, String series, long after, long until, StubRows rows)
      throws IOException {
    boolean legacy = query.contains("job=\"a\"");
    int pods = legacy ? legacyPods : candidatePods;
    long gained = (1000 - (legacy ? 0 : lost)) / pods;
    StubSamples samples = new StubSamples(after, until, gained, restarted && !legacy);
    StubSelection selection = new StubSelection(query);
    for (int pod = 0; pod < pods; pod++) {
      summed.samples(series, selection, target(legacy ? "a" : "b", pod) + ",", samples, rows);
    }
  }

  private static String target(String job, int pod) {
    return "\"instance\":\"10.0.0.%d:1\",\"job\":\"%s\"".formatted(pod, job);
  }

  private static String name(String query) {
    Matcher name = NAME.matcher(query);
    return name.find() ? name.group(1) : "";
  }

  private static void targets(
      String job, String series, int pods, long after, long until, StubRows rows)
      throws IOException {
    boolean up = series.equals("up");
    if (!up && !series.equals("scrape_duration_seconds")) {
      return;
    }
    for (int pod = 0; pod < pods; pod++) {
      String labels = "\"__name__\":\"" + series + "\"," + target(job, pod);
      rows.element(labels).row(after, until, 15_000, up ? 1 : 0);
    }
  }
}
