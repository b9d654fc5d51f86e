package org.meshparity.comparator.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.Response;
import org.meshparity.comparator.series.Labels;
import org.meshparity.comparator.source.access.AccessClient;
import org.meshparity.rules.LabelMatchers;
import org.meshparity.rules.LabelMatchers.Matcher;
import org.meshparity.rules.LabelMatchers.Op;
import org.meshparity.rules.PromqlName;

/**
 * Asks for raw samples as the server keeps them, by Prometheus' remote read in streamed chunks.
 * Nobody writes numbers down and nobody reads them, and the first series arrives at once, which is
 * why it is used where there are many.
 *
 * <p>The server adds its external labels to series that lack them, and takes a matcher for one of
 * them as met. So series without these labels are asked for and the labels are taken off; whether
 * any series has one itself is asked before.
 *
 * @param external the server's external labels, see {@link #external}
 * @param into receives each series; what it received is void unless the answer was read to its end
 */
record RemoteRead(
    HttpUrl endpoint,
    String series,
    LabelMatchers matchers,
    TimeRange range,
    Map<String, String> external,
    long maxBytes,
    ElementReader.Sink into)
    implements HttpQuestion {

  private static final String STREAM = "application/x-streamed-protobuf";

  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Type", "application/x-protobuf",
          "Content-Encoding", "snappy",
          "X-Prometheus-Remote-Read-Version", "0.1.0",
          "Accept", STREAM);

  /** Whether what is asked does not look at labels that the server adds. */
  static boolean suits(LabelMatchers matchers, Set<String> external) {
    return matchers.matchers().stream().map(Matcher::label).noneMatch(external::contains);
  }

  @Override
  public Call call(AccessClient client) throws IOException {
    List<Matcher> wanted = new ArrayList<>();
    wanted.add(new Matcher(Labels.NAME, Op.EQUAL, series));
    wanted.addAll(matchers.matchers());
    List<List<Matcher>> questions = new ArrayList<>();
    for (String label : external.keySet()) {
      questions.add(with(wanted, Set.of(label), Op.NOT_EQUAL));
    }
    questions.add(with(wanted, external.keySet(), Op.EQUAL));
    return client.call(endpoint, HEADERS, ReadMessage.of(range, questions));
  }

  private static List<Matcher> with(List<Matcher> wanted, Set<String> labels, Op op) {
    List<Matcher> all = new ArrayList<>(wanted);
    labels.forEach(label -> all.add(new Matcher(label, op, "")));
    return all;
  }

  @Override
  public List<String> read(Response response) throws IOException {
    String type = response.header("Content-Type", "");
    if (type == null || !type.startsWith(STREAM)) {
      throw new Unsuited("does not answer remote read with a stream of chunks");
    }
    if (!showsItsEnd(response)) {
      throw new Unsuited("sends streams whose end nobody can tell from a cut");
    }
    ChunkAnswer answer = new ChunkAnswer(range, external, into);
    new ChunkFrames(new BoundedStream(AccessClient.body(response).inputStream(), maxBytes))
        .readAll(answer::frame);
    answer.end();
    return List.of();
  }

  @Override
  public void refused(int status) throws Unsuited {
    throw new Unsuited("answered " + status + " to remote read");
  }

  /** A stream of frames has no end of its own, so that of the transport must be one. */
  private static boolean showsItsEnd(Response response) {
    return switch (response.protocol()) {
      case HTTP_1_0, HTTP_1_1 ->
          response.header("Content-Length") != null
              || "chunked".equalsIgnoreCase(response.header("Transfer-Encoding"));
      default -> true;
    };
  }

  @Override
  public String text() {
    return "remote read of " + PromqlName.selector(series, matchers);
  }
}
