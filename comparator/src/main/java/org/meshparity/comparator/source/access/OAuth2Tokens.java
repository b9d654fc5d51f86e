package org.meshparity.comparator.source.access;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import okhttp3.Credentials;
import okhttp3.FormBody;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Gets a token by a client's own credentials, and keeps it until shortly before it expires. The
 * credentials go into a header, as every authorization server must take them (RFC 6749, section
 * 2.3.1); one that does not gets them in the form.
 */
final class OAuth2Tokens {

  private static final Duration BEFORE_EXPIRY = Duration.ofSeconds(10);
  private static final Duration UNTOLD = Duration.ofMinutes(5);
  private static final double LONGEST_SECONDS = 1e9;

  /** What a server says that did not find the credentials where it looks for them. */
  private static final Set<String> UNKNOWN_CLIENT = Set.of("", "invalid_client", "invalid_request");

  private final Credential.OAuth2 client;
  private final Issuer server;
  private boolean inForm;
  private @Nullable Token token;

  /** A token and when it ends. */
  private record Token(String value, Instant until) {
    @Override
    public String toString() {
      return "Token";
    }
  }

  OAuth2Tokens(Credential.OAuth2 client, Issuer.Http http) {
    this.client = client;
    this.server = new Issuer("its token server", client.tokenUrl(), http);
  }

  /** The token now. */
  synchronized String token(Instant now) throws AccessFault {
    Token known = token;
    if (known == null || !now.isBefore(known.until())) {
      known = fetch(now);
      token = known;
    }
    return known.value();
  }

  /** Forgets a token that was refused, unless another thread has done so. */
  synchronized void refused(String value) {
    if (token != null && token.value().equals(value)) {
      token = null;
    }
  }

  private Token fetch(Instant now) throws AccessFault {
    Issuer.Answer answer = server.ask(request(inForm));
    if (isUnknownClient(answer)) {
      Issuer.Answer other = server.ask(request(!inForm));
      if (other.isSuccess()) {
        inForm = !inForm;
        answer = other;
      }
    }
    if (!answer.isSuccess()) {
      String error = error(answer.body());
      throw server.fault(
          ("answered " + answer.status() + (error.isEmpty() ? "" : " (" + error + ")"))
              + "; "
              + answer.remedy("check client id, secret and scopes"),
          null);
    }
    return read(answer.body(), now);
  }

  private static boolean isUnknownClient(Issuer.Answer answer) {
    return answer.status() == 401
        || (answer.status() == 400 && UNKNOWN_CLIENT.contains(error(answer.body())));
  }

  private Request request(boolean secretInForm) throws AccessFault {
    FormBody.Builder form = new FormBody.Builder().add("grant_type", "client_credentials");
    if (!client.scopes().isEmpty()) {
      form.add("scope", String.join(" ", client.scopes()));
    }
    for (Map.Entry<String, String> parameter : client.parameters().entrySet()) {
      form.add(parameter.getKey(), parameter.getValue());
    }
    Request.Builder request =
        new Request.Builder().url(client.tokenUrl()).header("Accept", "application/json");
    String id = client.clientId().read();
    String secret = client.clientSecret().read();
    if (secretInForm) {
      form.add("client_id", id).add("client_secret", secret);
    } else {
      request.header("Authorization", Credentials.basic(encoded(id), encoded(secret)));
    }
    return request.post(form.build()).build();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** The code of an error, which is a word of the standard's; empty for none. */
  private static String error(String body) {
    String[] error = {""};
    try {
      members(
          body,
          (name, kind, value) -> {
            if (name.equals("error") && value.matches("[a-z_]{1,40}")) {
              error[0] = value;
            }
          });
    } catch (JacksonException none) {
      return ""; // the status says enough
    }
    return error[0];
  }

  private Token read(String body, Instant now) throws AccessFault {
    String[] value = {""};
    Duration[] lasts = {UNTOLD};
    try {
      members(
          body,
          (name, kind, text) -> {
            if (name.equals("access_token") && kind == JsonToken.VALUE_STRING) {
              value[0] = text;
            } else if (name.equals("expires_in")) {
              lasts[0] = lasts(text);
            }
          });
    } catch (JacksonException e) {
      throw server.fault("answered with something else than a token; is that its URL?", null);
    }
    if (value[0].isEmpty() || value[0].chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw server.fault("answered without a usable access_token; is that its URL?", null);
    }
    return new Token(value[0], now.plus(lasts[0]).minus(BEFORE_EXPIRY));
  }

  /** What is no number says nothing. */
  private static Duration lasts(String seconds) {
    try {
      double told = Double.parseDouble(seconds);
      return Double.isNaN(told)
          ? UNTOLD
          : Duration.ofSeconds((long) Math.max(0, Math.min(told, LONGEST_SECONDS)));
    } catch (NumberFormatException e) {
      return UNTOLD;
    }
  }

  /** Receives a member of an object whose value is neither an object nor an array. */
  @FunctionalInterface
  private interface Member {
    void is(String name, JsonToken kind, String value);
  }

  private static void members(String body, Member into) {
    try (JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), body)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = json.currentName();
        JsonToken kind = json.nextToken();
        if (kind.isScalarValue()) {
          into.is(name, kind, json.getString());
        }
        json.skipChildren();
      }
    }
  }
}
