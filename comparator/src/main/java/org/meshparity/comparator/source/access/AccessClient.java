package org.meshparity.comparator.source.access;

import java.io.IOException;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import okhttp3.Call;
import okhttp3.ConnectionSpec;
import okhttp3.Credentials;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
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

  private final Access access;
  private final Hiding hiding = new Hiding();
  private final OkHttpClient plain;
  private final @Nullable OAuth2Tokens tokens;
  private final @Nullable AwsKeys aws;
  private @Nullable OkHttpClient client;
  private List<FileTime> stamps = List.of();

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
            .addNetworkInterceptor(AccessClient::possible)
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

  /** The library reads a length as it stands, and would fail by an exception of its own later. */
  private static Response possible(Interceptor.Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    if (response.body().contentLength() < -1) {
      chain.call().cancel(); // nobody can read it to its end
      throw new ProtocolException("its Content-Length is below zero");
    }
    return response;
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
   * Whether asking again makes sense after credentials were refused: a token may have ended early.
   */
  public boolean renewed(Call refused) {
    String shown = refused.request().header("Authorization");
    if (tokens == null || shown == null) {
      return false;
    }
    tokens.refused(shown.substring(shown.indexOf(' ') + 1));
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
    if (known == null || !now.equals(stamps)) {
      known = TlsSockets.applied(access.tls(), plain);
      client = known;
      stamps = now;
      plain.connectionPool().evictAll();
    }
    return known;
  }

  private Request request(HttpUrl endpoint, Map<String, String> question) throws AccessFault {
    if (access.get()) {
      return request(endpoint, url -> question.forEach(url::addQueryParameter)).build();
    }
    FormBody.Builder form = new FormBody.Builder();
    question.forEach(form::add);
    return request(endpoint, url -> {}).post(form.build()).build();
  }

  private Request.Builder request(HttpUrl endpoint, Consumer<HttpUrl.Builder> further)
      throws AccessFault {
    HttpUrl.Builder url = endpoint.newBuilder();
    for (Access.Parameter parameter : access.parameters()) {
      url.addQueryParameter(parameter.name(), parameter.value());
    }
    further.accept(url);
    Request.Builder request = new Request.Builder().url(url.build());
    request.header("Accept", "application/json");
    request.header("Accept-Encoding", access.compression().encodings(endpoint));
    for (Map.Entry<String, Secret> header : access.headers().entrySet()) {
      String value = header.getValue().readHeader();
      request.header(header.getKey(), header.getValue().isOpen() ? value : hiding.sent(value));
    }
    return request;
  }

  private Request signed(Request request) throws IOException {
    Credential who = access.credential();
    if (who instanceof Credential.Basic basic) {
      return with(
          request,
          Credentials.basic(basic.user().read(), basic.password().read(), StandardCharsets.UTF_8));
    }
    if (who instanceof Credential.Bearer bearer) {
      return with(request, "Bearer " + bearer.token().readHeader());
    }
    if (tokens != null) {
      return with(request, "Bearer " + tokens.token(Instant.now()));
    }
    if (aws != null && who instanceof Credential.Aws at) {
      Instant now = Instant.now();
      return new SigV4(at.region(), at.service()).signed(request, aws.keys(now), now);
    }
    return request;
  }

  private Request with(Request request, String authorization) {
    return request.newBuilder().header("Authorization", hiding.sent(authorization)).build();
  }

  /** Stops all that is under way; a client of the same pool goes on to exist. */
  @Override
  public void close() {
    plain.dispatcher().cancelAll();
    plain.connectionPool().evictAll();
  }
}
