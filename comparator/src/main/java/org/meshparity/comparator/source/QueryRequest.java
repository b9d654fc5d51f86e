package org.meshparity.comparator.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import okhttp3.Response;
import okio.BufferedSource;
import org.meshparity.comparator.source.access.AccessClient;

/**
 * One instant query, and how its answer is taken apart.
 *
 * @param promql the expression
 * @param atMs evaluation time, in milliseconds since the epoch
 * @param wantedType {@code vector} or {@code matrix}
 */
record QueryRequest(String promql, long atMs, String wantedType) {

  private static final int ERROR_BYTES = 1 << 16;
  private static final String WHAT_API = "is this the URL of a Prometheus-compatible API?";

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

  /** What a status that is not a success means. */
  WrongAnswer refusal(Response response) throws IOException {
    return HttpFaults.ofStatus(response, errorText(AccessClient.body(response)));
  }

  /** Parses an answer's body. */
  List<String> parse(InputStream body, ElementReader elements) throws IOException {
    return new AnswerReader(new JsonBytes(body), elements, wantedType).read();
  }

  /** The server's own words, from JSON or plain text; nothing of a web page. */
  private static String errorText(BufferedSource body) throws IOException {
    body.request(ERROR_BYTES);
    long length = Math.min(body.getBuffer().size(), ERROR_BYTES);
    String text = body.readUtf8(length).strip();
    if (text.startsWith("<")) {
      return "";
    }
    return text.startsWith("{") ? ErrorText.of(text) : text;
  }
}
