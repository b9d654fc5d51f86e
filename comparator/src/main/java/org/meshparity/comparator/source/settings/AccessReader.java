package org.meshparity.comparator.source.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import org.meshparity.comparator.source.access.Access;
import org.meshparity.comparator.source.access.Compression;
import org.meshparity.comparator.source.access.Credential;
import org.meshparity.comparator.source.access.Secret;
import org.meshparity.comparator.source.access.Tls;

/** What a source's settings say about credentials, headers, parameters and TLS. */
final class AccessReader {

  private static final List<String> CREDENTIALS =
      List.of("basic", "bearer-token", "bearer-token-file", "oauth2", "aws");
  private static final Set<String> BASIC = Set.of("user", "user-file", "password", "password-file");
  private static final Set<String> OAUTH2 =
      Set.of(
          "token-url",
          "client-id",
          "client-id-file",
          "client-secret",
          "client-secret-file",
          "scopes",
          "parameters",
          "ca-file");
  private static final Set<String> AWS =
      Set.of(
          "region",
          "service",
          "profile",
          "access-key",
          "access-key-file",
          "secret-key",
          "secret-key-file",
          "session-token",
          "session-token-file");
  private static final Set<String> TLS =
      Set.of("ca-file", "cert-file", "key-file", "server-name", "insecure-skip-verify");

  private final Mapping source;
  private final Secrets secrets;
  private final FaultList faults;

  AccessReader(Mapping source, Secrets secrets, FaultList faults) {
    this.source = source;
    this.secrets = secrets;
    this.faults = faults;
  }

  /** Empty if a fault was noted. */
  Optional<Access> read() {
    Optional<Credential> credential = faults.attempt(this::credential);
    Map<String, Secret> headers = headers();
    Optional<List<Access.Parameter>> parameters = faults.attempt(this::parameters);
    Optional<Boolean> get = faults.attempt(this::isGet);
    Optional<Tls> tls = faults.attempt(this::tls);
    Optional<Compression> compression = faults.attempt(this::compression);
    if (Stream.of(credential, parameters, get, tls, compression).anyMatch(Optional::isEmpty)) {
      return Optional.empty();
    }
    return faults.attempt(
        () ->
            source.at(
                "headers",
                () ->
                    new Access(
                        credential.orElseThrow(),
                        headers,
                        parameters.orElseThrow(),
                        get.orElseThrow(),
                        tls.orElseThrow(),
                        compression.orElseThrow())));
  }

  private Credential credential() {
    List<String> given = CREDENTIALS.stream().filter(source::has).toList();
    if (given.size() > 1) {
      throw source.fault(given.get(1), "give " + String.join(" or ", given) + ", one of them only");
    }
    if (given.isEmpty()) {
      return new Credential.None();
    }
    return switch (given.get(0)) {
      case "basic" -> basic(source.section("basic", BASIC));
      case "oauth2" -> oauth2(source.section("oauth2", OAUTH2));
      case "aws" -> aws(source.section("aws", AWS));
      default -> new Credential.Bearer(secrets.required(source, "bearer-token"));
    };
  }

  private Credential basic(Mapping basic) {
    Secret user =
        secrets.open(basic, "user").orElseThrow(() -> basic.fault("user", "\"user\" is missing"));
    Secret password = secrets.required(basic, "password");
    return basic.at("user", () -> new Credential.Basic(user, password));
  }

  private Credential oauth2(Mapping oauth) {
    HttpUrl url = HttpUrl.parse(oauth.required("token-url"));
    if (url == null || !url.username().isEmpty() || !url.password().isEmpty()) {
      throw oauth.fault("token-url", "token-url must be an http or https URL without a user");
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    if (oauth.has("parameters")) {
      Mapping given = oauth.freeSection("parameters");
      given
          .keys()
          .forEach(key -> parameters.put(key, secrets.parameter(given, key, given.required(key))));
    }
    return new Credential.OAuth2(
        url,
        secrets
            .open(oauth, "client-id")
            .orElseThrow(() -> oauth.fault("client-id", "\"client-id\" is missing")),
        secrets.required(oauth, "client-secret"),
        oauth.texts("scopes"),
        parameters,
        new Tls(
            oauth.text("ca-file").map(secrets::file),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            true));
  }

  private Credential aws(Mapping aws) {
    Optional<Secret> access = secrets.open(aws, "access-key");
    Optional<Secret> secret = secrets.secret(aws, "secret-key");
    if (access.isPresent() != secret.isPresent()) {
      throw aws.fault("access-key", "give access-key and secret-key-file, or neither of them");
    }
    Optional<Secret> token = secrets.secret(aws, "session-token");
    return new Credential.Aws(
        secrets.filled(aws, "region", aws.required("region")),
        aws.text("service").orElse("aps"),
        access.map(key -> new Credential.WrittenKeys(key, secret.orElseThrow(), token)),
        aws.text("profile"),
        secrets.environment());
  }

  private Map<String, Secret> headers() {
    Map<String, Secret> headers = new LinkedHashMap<>();
    Optional<Mapping> given =
        source.has("headers")
            ? faults.attempt(() -> source.freeSection("headers"))
            : Optional.empty();
    for (String name : given.map(Mapping::keys).orElse(Set.of())) {
      faults
          .attempt(() -> secrets.header(given.orElseThrow(), name))
          .ifPresent(value -> headers.put(name, value));
    }
    return headers;
  }

  private List<Access.Parameter> parameters() {
    List<Access.Parameter> parameters = new ArrayList<>();
    if (source.has("parameters")) {
      Mapping given = source.freeSection("parameters");
      for (String name : given.keys()) {
        for (String value : given.texts(name)) {
          boolean open = !Secret.tells(name) && !EnvironmentText.refers(value);
          parameters.add(new Access.Parameter(name, secrets.parameter(given, name, value), open));
        }
      }
    }
    return parameters;
  }

  private boolean isGet() {
    String method = source.text("method").orElse("POST");
    return switch (method) {
      case "POST" -> false;
      case "GET" -> true;
      default -> throw source.fault("method", "method must be POST or GET, was \"" + method + '"');
    };
  }

  private Compression compression() {
    return source.at(
        "compression", () -> Compression.of(source.text("compression").orElse("auto")));
  }

  private Tls tls() {
    if (!source.has("tls")) {
      return Tls.DEFAULT;
    }
    Mapping tls = source.section("tls", TLS);
    return source.at(
        "tls",
        () ->
            new Tls(
                tls.text("ca-file").map(secrets::file),
                tls.text("cert-file").map(secrets::file),
                tls.text("key-file").map(secrets::file),
                tls.text("server-name"),
                !tls.flag("insecure-skip-verify").orElse(false)));
  }
}
