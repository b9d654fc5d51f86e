package org.meshparity.proxyruntime.vectors;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.meshparity.proxyruntime.vectors.Scenario.Security;

/**
 * What a case says in words of its requests and of how the proxies are wired.
 *
 * <p>What the words leave open is as in the tests they come from: the server's cluster is {@link
 * #SERVER_CLUSTER}; TCP has its client's cluster named Istio's way, and requests have not, because
 * that is how the cases tell a service that is known from one that is not.
 *
 * @param text the words
 * @param metric a case of the scenario looks at; TCP metrics are of TCP connections
 */
record Description(String text, String metric) {

  private static final String SERVER_HOST = "server.default.svc.cluster.local";
  private static final String SERVER_CLUSTER = "inbound|9080|http|" + SERVER_HOST;
  private static final String CLIENT_TCP_CLUSTER = "outbound|9080|tcp|" + SERVER_HOST;

  private static final String IDENTITIES = "spiffe://cluster.local/ns/default/sa/";

  private static final Pattern COUNT = Pattern.compile("^\\D*?(\\d+) ");
  private static final Pattern REQUESTS = Pattern.compile("GET|HTTP|echo");
  private static final Pattern PATH = Pattern.compile("(?:\\$\\{ClientPort}|GET )(/[^\\s,;)]*)");
  private static final Pattern CODE =
      Pattern.compile("(?:answered|status|code|HTTP|with) (\\d{3})\\b");
  private static final Pattern BODY = Pattern.compile("with body '([^']*)'");
  private static final Pattern GRPC_STATUS = Pattern.compile("grpc-status (\\d+)");
  private static final Pattern ASKED = Pattern.compile("(\\d+) request (?:messages|and)");
  private static final Pattern ANSWERED = Pattern.compile("(\\d+) response messages");
  private static final Pattern QUESTION = Pattern.compile("client sends '([^']*)'");
  private static final Pattern ANSWER = Pattern.compile("replies '([^']*)'");
  private static final Pattern CLIENT_CLUSTER =
      Pattern.compile("client route cluster (?:is )?(?:named )?'?([^\\s',;]+)");
  private static final Pattern SERVER_ROUTE =
      Pattern.compile("server route cluster (?:is )?(?:named )?'?([^\\s',;]+)");
  private static final Pattern CLIENT_ID = Pattern.compile("client cert SAN ([^\\s,)]+)");
  private static final Pattern SERVER_ID = Pattern.compile("server cert SAN ([^\\s,)]+)");
  private static final Pattern REPORTING = Pattern.compile("tcp_reporting_duration (\\w+)");
  private static final Pattern MUTUAL = Pattern.compile("(?:over|with) (?:mTLS|mutual TLS)");

  /** The requests themselves. */
  Traffic traffic() {
    if (isTcp()) {
      return new TcpTraffic(count(), words(QUESTION, "ping\n"), words(ANSWER, "pong\n"));
    }
    if (text.contains("gRPC")) {
      int status = number(GRPC_STATUS, 0);
      return new GrpcTraffic(
          count(), status, number(ASKED, 1), number(ANSWERED, status == 0 ? 1 : 0));
    }
    if (REQUESTS.matcher(text).find()) {
      return new HttpTraffic(
          count(), find(PATH).orElse("/"), number(CODE, 200), find(BODY).orElse(null));
    }
    throw new IllegalArgumentException(
        "what passes must be TCP connections, gRPC calls or HTTP requests, was \"" + text + "\"");
  }

  boolean isTcp() {
    return metric.startsWith("istio_tcp_") || text.contains("TCP connection");
  }

  private int count() {
    return number(COUNT, 10);
  }

  String clientCluster() {
    return find(CLIENT_CLUSTER).orElse(isTcp() ? CLIENT_TCP_CLUSTER : "server");
  }

  String serverCluster() {
    return find(SERVER_ROUTE).orElse(SERVER_CLUSTER);
  }

  /** How the proxies prove to each other who they are; null where they do not. */
  @Nullable Security security(String protocol) {
    if (protocol.isEmpty() && find(CLIENT_ID).isEmpty() && !MUTUAL.matcher(text).find()) {
      return null;
    }
    return new Security(
        find(CLIENT_ID).orElse(IDENTITIES + "client"),
        find(SERVER_ID).orElse(IDENTITIES + "server"),
        protocol);
  }

  /** The filter's configuration where a case has none of its own. */
  String filterConfig() {
    return find(REPORTING).map(every -> "{tcp_reporting_duration: \"" + every + "\"}").orElse("{}");
  }

  private int number(Pattern pattern, int otherwise) {
    return find(pattern).map(Integer::parseInt).orElse(otherwise);
  }

  private String words(Pattern pattern, String otherwise) {
    return find(pattern).map(found -> found.replace("\\n", "\n")).orElse(otherwise);
  }

  private Optional<String> find(Pattern pattern) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
