package org.meshparity.comparator.source;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.Response;
import org.meshparity.comparator.source.access.AccessClient;

/**
 * An instant query to one server.
 *
 * @param answered sees the answer before its body is read
 */
record InstantQuery(
    HttpUrl endpoint,
    QueryRequest request,
    ElementReader elements,
    long maxBytes,
    Consumer<Response> answered)
    implements HttpQuestion {

  private static final int BAD_REQUEST = 400;

  @Override
  public Call call(AccessClient client) throws IOException {
    Map<String, String> question = new LinkedHashMap<>();
    question.put("query", request.promql());
    question.put("time", BigDecimal.valueOf(request.atMs(), 3).toPlainString());
    // else VictoriaMetrics evaluates what is younger than 30 s at an earlier time, and does not say
    question.put("nocache", "1");
    request.more().forEach(parameter -> question.put(parameter.name(), parameter.value()));
    return client.call(endpoint, question);
  }

  @Override
  public List<String> read(Response response) throws IOException {
    answered.accept(response);
    return request.read(response, elements, maxBytes);
  }

  /** It is refused for what else it says, which is nothing that a usual query says. */
  @Override
  public void refused(int status) throws Unsuited {
    if (status == BAD_REQUEST && !request.more().isEmpty()) {
      throw new Unsuited("does not take " + request.more());
    }
  }

  @Override
  public String text() {
    return request.promql();
  }
}
