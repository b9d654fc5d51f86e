package org.meshparity.comparator.source.access;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import okhttp3.Credentials;
import okhttp3.FormBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Gets a token by a client's own credentials, and keeps it until shortly before it expires. */
final class OAuth2Tokens {

  private static final Duration BEFORE_EXPIRY = Duration.ofSeconds(10);
  private static final Duration UNTOLD = Duration.ofMinutes(5);
  private static final long LONGEST =
      Duration.ofDays(365).toSeconds(); // what is told may be absurd
  private static final long LONGEST_ANSWER = 1 << 16;

  private final Credential.OAuth2 client;
  private final Http http;
  private @Nullable Token token;

  /** A token and when it ends. */
  private record Token(String value, Instant until) {
    @Override
    public String toString() {
      return "Token";
    }
  }

  /** What asks the token server, its certificates as they are now. */
  @FunctionalInterface
  interface Http {
    OkHttpClient now() throws AccessFault;
  }

  OAuth2Tokens(Credential.OAuth2 client, Http http) {
    this.client = client;
    this.http = http;
  }

  /** The token now. */
  synchronized String token(Instant now) throws IOException {
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

  private Token fetch(Instant now) throws IOException {
    FormBody.Builder form = new FormBody.Builder().add("grant_type", "client_credentials");
    if (!client.scopes().isEmpty()) {
      form.add("scope", String.join(" ", client.scopes()));
    }
    for (Map.Entry<String, String> parameter : client.parameters().entrySet()) {
      form.add(parameter.getKey(), parameter.getValue());
    }
    Request request =
        new Request.Builder()
            .url(client.tokenUrl())
            .header("Accept", "application/json")
            .header(
                "Authorization",
                Credentials.basic(client.clientId().read(), client.clientSecret().read()))
            .post(form.build())
            .build();
    try (Response response = http.now().newCall(request).execute()) {
      if (!response.isSuccessful()) {
        throw fault("answered " + response.code() + "; check client id, secret and scopes");
      }
      return read(response.peekBody(LONGEST_ANSWER).string(), now);
    } catch (AccessFault e) {
      throw e;
    } catch (IOException e) {
      throw fault("could not be asked (" + e.getClass().getSimpleName() + ")");
    }
  }

  private Token read(String body, Instant now) throws AccessFault {
    String value = "";
    Duration lasts = UNTOLD;
    try (JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), body)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = json.currentName();
        JsonToken kind = json.nextToken();
        if (name.equals("access_token") && kind == JsonToken.VALUE_STRING) {
          value = json.getString();
        } else if (name.equals("expires_in") && kind.isScalarValue()) {
          long told = Long.parseLong(json.getString());
          lasts = Duration.ofSeconds(Math.max(0, Math.min(LONGEST, told)));
        }
        json.skipChildren();
      }
    } catch (JacksonException | NumberFormatException e) {
      throw fault("answered with something else than a token");
    }
    if (value.isEmpty() || value.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw fault("answered without a usable access_token");
    }
    return new Token(value, now.plus(lasts).minus(BEFORE_EXPIRY));
  }

  private AccessFault fault(String what) {
    String url = client.tokenUrl().newBuilder().username("").password("").query(null).toString();
    return new AccessFault("was not asked: its token server " + url + " " + what);
  }
}
