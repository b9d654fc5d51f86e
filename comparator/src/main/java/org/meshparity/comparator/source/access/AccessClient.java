package org.meshparity.comparator.source.access;

import java.io.IOException;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import okhttp3.Call;
import okhttp3.ConnectionSpec;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * Puts questions to one backend as {@link Access} says. Redirects are never followed, so nobody
 * else sees a credential. For several threads.
 */
public final class AccessClient implements AutoCloseable {

  private static final List<ConnectionSpec> ANY =
      List.of(ConnectionSpec.MODERN_TLS, ConnectionSpec.CLEARTEXT);

  /** The longest time between the first and the last file of one renewal. */
  private static final Duration RENEWAL = Duration.ofSeconds(5);

  private final Access access;
  private final Hiding hiding = new Hiding();
  private final OkHttpClient plain;
  private final @Nullable OAuth2Tokens tokens;
  private final @Nullable AwsKeys aws;
  private @Nullable OkHttpClient client;
  private List<FileTime> stamps = List.of();
  private volatile boolean takesNoPost;

  /**
   * @param connections what the backend's scheme needs; without TLS no certificates are read, which
   *     is a part of a short program's start
   */
  public AccessClient(Access access, Timeouts timeouts, List<ConnectionSpec> connections) {
    this.access = access;
    List<ConnectionSpec> kinds = asksOthers(access) ? ANY : connections;
    OkHttpClient.Builder builder =
        new OkHttpClient.Builder()
            .connectionSpecs(kinds)
            .followRedirects(false)
            .followSslRedirects(false)
            .addNetworkInterceptor(Headers::possible)
            .connectTimeout(timeouts.connect())
            .readTimeout(timeouts.silence())
            .writeTimeout(timeouts.silence())
            .callTimeout(timeouts.call());
    if (kinds.stream().noneMatch(ConnectionSpec::isTls)) {
      builder.socketFactory(new PlainSockets(timeouts.silence())).readTimeout(Duration.ZERO);
    }
    this.plain = builder.build();
    this.tokens =
        access.credential() instanceof Credential.OAuth2 oauth
            ? new OAuth2Tokens(oauth, () -> TlsSockets.applied(oauth.tls(), plain))
            : null;
    this.aws = access.credential() instanceof Credential.Aws keys ? new AwsKeys(keys, plain) : null;
  }

  /** Whether credentials come from servers of their own. */
  private static boolean asksOthers(Access access) {
    return access.credential() instanceof Credential.OAuth2
        || access.credential() instanceof Credential.Aws;
  }

  /** Makes the call that puts one question, credentials and all; it is not under way yet. */
  public Call call(HttpUrl endpoint, Map<String, String> question) throws IOException {
    return client().newCall(signed(request(endpoint, question)));
  }

  /**
   * The same for a question that is no form.
   *
   * @param headers among them what the body is
   */
  public Call call(HttpUrl endpoint, Map<String, String> headers, byte[] body) throws IOException {
    Request.Builder request = request(endpoint, url -> {});
    headers.forEach(request::header);
    return client().newCall(signed(request.post(RequestBody.create(body, null)).build()));
  }

  /**
   * Whether asking again makes sense after credentials were refused: a token may have ended early,
   * or a file has been replaced since it was read.
   */
  public boolean renewed(Call refused) {
    String shown = refused.request().header("Authorization");
    if (shown == null) {
      return false;
    }
    if (tokens != null) {
      tokens.refused(shown.substring(shown.indexOf(' ') + 1));
      return true;
    }
    try {
      return authorization().map(now -> !now.equals(shown)).orElse(false);
    } catch (AccessFault unreadable) {
      return false; // what was refused is the better reason
    }
  }

  /**
   * Whether asking again makes sense after a method was refused: a question that was put as a form
   * can be put into a URL, and from then on all are.
   */
  public boolean asksByGet(Call refused, int status) {
    boolean method = status == 405 || status == 501;
    if (!method || !refused.request().method().equals("POST")) {
      return false;
    }
    takesNoPost = true;
    return true;
  }

  /** An answer's body, unpacked while it is read. */
  public static BufferedSource body(Response response) throws IOException {
    return Decoded.body(response);
  }

  /** A server's words without the secrets that it was sent. */
  public String hidden(String words) {
    return hiding.hidden(words);
  }

  /** With certificates as they are now: they may be renewed under a running program. */
  private synchronized OkHttpClient client() throws AccessFault {
    List<FileTime> now = TlsSockets.stamps(access.tls());
    OkHttpClient known = client;
    if (known != null && now.equals(stamps)) {
      return known;
    }
    try {
      client = TlsSockets.applied(access.tls(), plain);
    } catch (AccessFault unfit) {
      if (known != null && areBeingWritten(now)) {
        return known;
      }
      throw unfit;
    }
    stamps = now;
    plain.connectionPool().evictAll();
    return client;
  }

  /** A certificate and its key are two files: who renews them writes one after the other. */
  private static boolean areBeingWritten(List<FileTime> stamps) {
    Instant now = Instant.now();
    return stamps.stream()
        .map(stamp -> Duration.between(stamp.toInstant(), now).abs())
        .anyMatch(age -> age.compareTo(RENEWAL) < 0);
  }

  private Request request(HttpUrl endpoint, Map<String, String> question) throws AccessFault {
    // what the question says holds, whatever settings add to every URL
    Consumer<HttpUrl.Builder> alone =
        url -> question.keySet().forEach(url::removeAllQueryParameters);
    if (access.get() || takesNoPost) {
      return request(endpoint, alone.andThen(url -> question.forEach(url::addQueryParameter)))
          .build();
    }
    FormBody.Builder form = new FormBody.Builder();
    question.forEach(form::add);
    return request(endpoint, alone).post(form.build()).build();
  }

  private Request.Builder request(HttpUrl endpoint, Consumer<HttpUrl.Builder> further)
      throws AccessFault {
    HttpUrl.Builder url = endpoint.newBuilder();
    for (Access.Parameter parameter : access.parameters()) {
      String value = parameter.value();
      url.addQueryParameter(parameter.name(), parameter.open() ? value : hiding.sent(value));
    }
    hideParameters(endpoint);
    further.accept(url);
    Request.Builder request = new Request.Builder().url(url.build());
    request.header("Accept", "application/json");
    request.header("User-Agent", "meshparity");
    request.header("Accept-Encoding", access.compression().encodings(endpoint));
    for (Map.Entry<String, Secret> header : access.headers().entrySet()) {
      Secret secret = header.getValue();
      String value = secret.readHeader("its header " + header.getKey());
      request.header(header.getKey(), secret.isOpen() ? value : hiding.sent(value));
    }
    return request;
  }

  /** What a URL says of itself may be a key: nobody is shown it, and nobody shall be told it. */
  private void hideParameters(HttpUrl endpoint) {
    for (int i = 0; i < endpoint.querySize(); i++) {
      String value = endpoint.queryParameterValue(i);
      if (value != null && (value.length() > 7 || Secret.tells(endpoint.queryParameterName(i)))) {
        String unused = hiding.sent(value);
      }
    }
  }

  private Request signed(Request request) throws IOException {
    if (aws != null && access.credential() instanceof Credential.Aws at) {
      return signed(request, at, aws);
    }
    Optional<String> authorization =
        tokens == null ? authorization() : Optional.of("Bearer " + tokens.token(Instant.now()));
    return authorization
        .map(value -> request.newBuilder().header("Authorization", hiding.sent(value)).build())
        .orElse(request);
  }

  private Request signed(Request request, Credential.Aws at, AwsKeys by) throws IOException {
    Instant now = Instant.now();
    SigV4.Keys keys = by.keys(now);
    Request signed = new SigV4(at.region(), at.service()).signed(request, keys, now);
    String proof = hiding.sent(String.valueOf(signed.header("Authorization")));
    for (String secret :
        List.of(keys.secret(), keys.session(), proof.substring(proof.lastIndexOf('=') + 1))) {
      String unused = hiding.sent(secret);
    }
    return signed;
  }

  /** What settings say themselves; nothing where others are asked. */
  private Optional<String> authorization() throws AccessFault {
    Credential who = access.credential();
    if (who instanceof Credential.Basic basic) {
      return Optional.of(basic.authorization());
    }
    if (who instanceof Credential.Bearer bearer) {
      return Optional.of(bearer.authorization());
    }
    return Optional.empty();
  }

  /** Stops all that is under way; a client of the same pool goes on to exist. */
  @Override
  public void close() {
    plain.dispatcher().cancelAll();
    plain.connectionPool().evictAll();
  }
}
