package org.meshparity.comparator.source.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * Finds the keys that sign, in the order of AWS' own programs: what settings say, the environment,
 * a web identity (as Kubernetes service accounts have it), the shared credentials file. What a
 * machine's metadata service would give is not asked for.
 */
final class AwsKeys {

  private static final Duration BEFORE_EXPIRY = Duration.ofMinutes(5);

  private final Credential.Aws aws;
  private final OkHttpClient http;
  private @Nullable Lent lent;

  /** Keys of a role, for some time. */
  private record Lent(SigV4.Keys keys, Instant until) {
    @Override
    public String toString() {
      return "Lent";
    }
  }

  AwsKeys(Credential.Aws aws, OkHttpClient http) {
    this.aws = aws;
    this.http = http;
  }

  /** The keys now. */
  synchronized SigV4.Keys keys(Instant now) throws IOException {
    if (aws.keys().isPresent()) {
      return written(aws.keys().get());
    }
    Map<String, String> env = aws.environment();
    String access = env.getOrDefault("AWS_ACCESS_KEY_ID", "");
    String secret = env.getOrDefault("AWS_SECRET_ACCESS_KEY", "");
    if (aws.profile().isEmpty() && !access.isEmpty() && !secret.isEmpty()) {
      return new SigV4.Keys(access, secret, env.getOrDefault("AWS_SESSION_TOKEN", ""));
    }
    String role = env.getOrDefault("AWS_ROLE_ARN", "");
    String identity = env.getOrDefault("AWS_WEB_IDENTITY_TOKEN_FILE", "");
    if (aws.profile().isEmpty() && !role.isEmpty() && !identity.isEmpty()) {
      return ofRole(role, Path.of(identity), now);
    }
    return ofFile();
  }

  private static SigV4.Keys written(Credential.WrittenKeys keys) throws AccessFault {
    Optional<Secret> token = keys.sessionToken();
    return new SigV4.Keys(
        keys.accessKey().read(),
        keys.secretKey().read(),
        token.isPresent() ? token.get().read() : "");
  }

  private SigV4.Keys ofRole(String role, Path identity, Instant now) throws IOException {
    Lent known = lent;
    if (known != null && now.plus(BEFORE_EXPIRY).isBefore(known.until())) {
      return known.keys();
    }
    Map<String, String> env = aws.environment();
    FormBody question =
        new FormBody.Builder()
            .add("Action", "AssumeRoleWithWebIdentity")
            .add("Version", "2011-06-15")
            .add("RoleArn", role)
            .add("RoleSessionName", env.getOrDefault("AWS_ROLE_SESSION_NAME", "meshparity"))
            .add("WebIdentityToken", Secret.file(identity).read())
            .build();
    HttpUrl url = tokenService();
    Issuer sts = new Issuer("AWS' token service", url, () -> http);
    Issuer.Answer answer = sts.ask(new Request.Builder().url(url).post(question).build());
    String body = answer.body();
    if (!answer.isSuccess()) {
      throw sts.fault(
          ("gave no keys for the role " + role + ", it answered " + answer.status())
              + field(body, "Code").map(code -> " (" + code + ")").orElse("")
              + "; "
              + answer.remedy("check AWS_ROLE_ARN and the role's trust policy"),
          null);
    }
    SigV4.Keys keys =
        new SigV4.Keys(
            needed(sts, body, "AccessKeyId"),
            needed(sts, body, "SecretAccessKey"),
            needed(sts, body, "SessionToken"));
    try {
      lent = new Lent(keys, Instant.parse(needed(sts, body, "Expiration")));
    } catch (DateTimeException e) {
      throw sts.fault("sent keys whose Expiration is no time", null);
    }
    return keys;
  }

  private HttpUrl tokenService() throws AccessFault {
    String given = aws.environment().getOrDefault("AWS_ENDPOINT_URL_STS", "");
    HttpUrl url =
        HttpUrl.parse(given.isEmpty() ? "https://sts." + aws.region() + ".amazonaws.com/" : given);
    if (url == null) {
      throw new AccessFault(
          given.isEmpty()
              ? "was not asked: its region is no part of a host name; correct it"
              : "was not asked: AWS_ENDPOINT_URL_STS must be an http or https URL");
    }
    return url;
  }

  private static String needed(Issuer sts, String xml, String name) throws AccessFault {
    return field(xml, name)
        .orElseThrow(() -> sts.fault("sent keys without " + name + "; is that its URL?", null));
  }

  private static Optional<String> field(String xml, String name) {
    Matcher found = Pattern.compile("<" + name + ">([^<]{1,8192})</" + name + ">").matcher(xml);
    return found.find() ? Optional.of(found.group(1).strip()) : Optional.empty();
  }

  private SigV4.Keys ofFile() throws AccessFault {
    Map<String, String> env = aws.environment();
    String home = env.getOrDefault("HOME", System.getProperty("user.home", "."));
    String named = env.getOrDefault("AWS_SHARED_CREDENTIALS_FILE", "");
    Path file = named.isEmpty() ? Path.of(home, ".aws", "credentials") : Path.of(named);
    String profile = aws.profile().orElse(env.getOrDefault("AWS_PROFILE", "default"));
    if (!Files.isRegularFile(file)) {
      throw new AccessFault(
          "was not asked: no AWS keys in its settings, in AWS_ACCESS_KEY_ID and"
              + " AWS_SECRET_ACCESS_KEY, in AWS_ROLE_ARN and AWS_WEB_IDENTITY_TOKEN_FILE, or in "
              + file);
    }
    try {
      return ofProfile(Files.readAllLines(file), file, profile);
    } catch (AccessFault e) {
      throw e;
    } catch (IOException e) {
      throw new AccessFault(
          "was not asked: " + file + " cannot be read: " + FileReason.of(file, e), e);
    }
  }

  private static SigV4.Keys ofProfile(List<String> lines, Path file, String profile)
      throws AccessFault {
    String access = "";
    String secret = "";
    String token = "";
    boolean inside = false;
    for (String line : lines) {
      String text = line.strip();
      int sign = text.indexOf('=');
      if (text.startsWith("[")) {
        inside = text.equals("[" + profile + "]");
      } else if (inside && sign > 0) {
        String value = text.substring(sign + 1).strip();
        switch (text.substring(0, sign).strip().toLowerCase(Locale.ROOT)) {
          case "aws_access_key_id" -> access = value;
          case "aws_secret_access_key" -> secret = value;
          case "aws_session_token" -> token = value;
          default -> {}
        }
      }
    }
    if (access.isEmpty() || secret.isEmpty()) {
      throw new AccessFault(
          "was not asked: " + file + " has no keys in its profile \"" + profile + '"');
    }
    return new SigV4.Keys(access, secret, token);
  }
}
