package org.meshparity.comparator.source;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Prints how many megabytes a second the readers take on one core; asserts nothing. */
final class SourceBenchmark {

  private static final int ROUNDS = 10;
  private static final int BYTES = 64_000_000;

  private SourceBenchmark() {}

  public static void main(String[] args) throws IOException {
    ByteArrayOutputStream made = new ByteArrayOutputStream();
    Pages.ofHistograms(BYTES).transferTo(made);
    byte[] page = made.toByteArray();
    byte[] vector = vector();
    best("exposition, parse only", page.length, () -> exposition(page));
    best("exposition, buckets wanted and judged", page.length, () -> wanted(page, false));
    best("exposition, the same with labels made", page.length, () -> wanted(page, true));
    best("json vector", vector.length, () -> json(vector));
  }

  private static void best(String what, int bytes, Task task) throws IOException {
    long best = Long.MAX_VALUE;
    for (int i = 0; i < ROUNDS; i++) {
      long start = System.nanoTime();
      task.run();
      best = Math.min(best, System.nanoTime() - start);
    }
    System.out.printf("%-40s %6.0f MB/s%n", what, bytes * 1e3 / best);
  }

  private static void exposition(byte[] page) throws IOException {
    double[] sum = new double[1];
    ExpositionParser.parse(new ByteArrayInputStream(page), "p", s -> sum[0] += s.value());
  }

  private static void wanted(byte[] page, boolean labels) throws IOException {
    long[] seen = new long[1];
    WantedPage wanted =
        new WantedPage("p", Set.of("h_bucket"), s -> seen[0] += labels ? s.labels().hashCode() : 1);
    ExpositionParser.parse(new ByteArrayInputStream(page), "p", wanted);
    wanted.finish();
  }

  private static void json(byte[] answer) throws IOException {
    long[] seen = new long[1];
    ElementReader elements = ElementReader.ofVector(1_700_000_000_123L, (l, t, v) -> seen[0]++);
    new QueryRequest("x", 1_700_000_000_123L, "vector")
        .parse(new ByteArrayInputStream(answer), elements);
  }

  private static byte[] vector() {
    StringBuilder text = new StringBuilder("{\"status\":\"success\",\"data\":{\"resultType\":");
    text.append("\"vector\",\"result\":[");
    for (int i = 0; text.length() < BYTES; i++) {
      text.append(i == 0 ? "" : ",").append("{\"metric\":{\"destination_workload\":\"reviews-v");
      text.append(i % 50).append("\",\"destination_workload_namespace\":\"default\",\"le\":\"");
      text.append(i % 20).append("\",\"reporter\":\"source\",\"response_code\":\"200\",");
      text.append("\"source_workload\":\"client-").append(i / 1000);
      text.append("\",\"x\":\"").append(i % 1000).append("\"},\"value\":[1700000000.123,\"");
      text.append(i * 3L).append("\"]}");
    }
    return text.append("]}}").toString().getBytes(StandardCharsets.UTF_8);
  }

  private interface Task {
    void run() throws IOException;
  }
}
