package org.meshparity.comparator.source;

import java.nio.charset.StandardCharsets;
import java.util.List;
import okhttp3.ConnectionSpec;
import okhttp3.Credentials;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Where a source is, with its secrets split off at once: {@code url} and {@code shown} never hold a
 * user or a password, so that no message or log made from them can leak one.
 *
 * @param url what is asked, without user and password
 * @param shown what people see: also without the query
 * @param authorization the value of the header of that name, if the URL named a user
 */
record SourceAddress(HttpUrl url, String shown, @Nullable String authorization) {

  /**
   * Reads a URL as a person configures it, e.g. {@code https://user:password@host/prefix}.
   *
   * @throws IllegalArgumentException if it is not an http or https URL; the message hides secrets
   */
  static SourceAddress parse(String text) {
    HttpUrl full = HttpUrl.parse(text.strip());
    if (full == null) {
      throw new IllegalArgumentException(
          "a source's URL must look like http://host:9090/prefix or https://…, was "
              + withoutSecrets(text));
    }
    HttpUrl url = full.newBuilder().username("").password("").fragment(null).build();
    String user = full.username();
    String password = full.password();
    boolean named = !user.isEmpty() || !password.isEmpty();
    return new SourceAddress(
        url, shown(url), named ? Credentials.basic(user, password, StandardCharsets.UTF_8) : null);
  }

  /**
   * This address, if questions can be put there: of two a server may take the first.
   *
   * @throws IllegalArgumentException if it asks something itself, or is that of one question
   */
  SourceAddress asAsked() {
    if (url.queryParameterNames().contains("query") || url.queryParameterNames().contains("time")) {
      throw new IllegalArgumentException(
          "a source's URL must ask nothing itself, leave query and time out of " + shown);
    }
    String path = url.encodedPath();
    if (path.endsWith("/api/v1/query") || path.endsWith("/api/v1") || path.endsWith("/api/v1/")) {
      throw new IllegalArgumentException(
          "a source's URL must end before /api/v1, which is added to it, was " + shown);
    }
    return this;
  }

  /** A URL for people: no user, no password, no query, no slash at the end. */
  static String shown(HttpUrl url) {
    String plain =
        url.newBuilder().username("").password("").query(null).fragment(null).build().toString();
    return plain.endsWith("/") ? plain.substring(0, plain.length() - 1) : plain;
  }

  /** The address of a resource below this one; the path's prefix and the query are kept. */
  HttpUrl resolve(String path) {
    HttpUrl.Builder below = url.newBuilder();
    int last = url.pathSize() - 1;
    if (url.pathSegments().get(last).isEmpty()) {
      below.removePathSegment(last);
    }
    return below.addPathSegments(path).build();
  }

  /**
   * The kinds of connection it needs. Where TLS is not among them, the client does not read the
   * machine's certificates, which takes it a tenth of a second.
   */
  List<ConnectionSpec> connections() {
    return List.of(url.isHttps() ? ConnectionSpec.MODERN_TLS : ConnectionSpec.CLEARTEXT);
  }

  /** Hides the header's value. */
  @Override
  public String toString() {
    return shown;
  }

  private static String withoutSecrets(String text) {
    String rest = text.substring(text.lastIndexOf('@') + 1);
    int query = rest.indexOf('?');
    return Shortened.text(query < 0 ? rest : rest.substring(0, query), 100);
  }
}
