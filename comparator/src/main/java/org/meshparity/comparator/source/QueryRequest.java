package org.meshparity.comparator.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import okhttp3.Response;
import okio.BufferedSource;
import org.meshparity.comparator.source.access.Access;
import org.meshparity.comparator.source.access.AccessClient;
import org.meshparity.rules.LabelMatchers;
import org.meshparity.rules.PromqlName;

/**
 * One instant query, and how its answer is taken apart.
 *
 * @param promql the expression
 * @param atMs evaluation time, in milliseconds since the epoch
 * @param wantedType {@code vector} or {@code matrix}
 * @param more what else is to be said, to servers that know it
 */
record QueryRequest(String promql, long atMs, String wantedType, List<Access.Parameter> more) {

  private static final String WHAT_API = "is this the URL of a Prometheus-compatible API?";

  QueryRequest(String promql, long atMs, String wantedType) {
    this(promql, atMs, wantedType, List.of());
  }

  /** For the raw samples of a time. */
  static QueryRequest samples(String series, LabelMatchers matchers, TimeRange range) {
    String promql = PromqlName.selector(series, matchers) + "[" + range.millis() + "ms]";
    return new QueryRequest(promql, range.untilMs(), "matrix");
  }

  /**
   * Reads an answer of at most so many bytes.
   *
   * @throws IOException a {@link WrongAnswer} if it is not what Prometheus answers
   */
  List<String> read(Response response, ElementReader elements, long maxBytes) throws IOException {
    BufferedSource body = AccessClient.body(response);
    if (!body.request(1)) {
      throw new WrongAnswer("answered with an empty body", WHAT_API);
    }
    if (body.getBuffer().getByte(0) == '<') {
      throw new WrongAnswer(
          "answered with a web page instead of JSON",
          "is there a login before it, or does its URL need another path prefix?");
    }
    return parse(new BoundedStream(body.inputStream(), maxBytes), elements);
  }

  /** Parses an answer's body. */
  List<String> parse(InputStream body, ElementReader elements) throws IOException {
    return new AnswerReader(new JsonBytes(body), elements, wantedType).read();
  }
}
