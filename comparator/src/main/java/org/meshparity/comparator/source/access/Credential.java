package org.meshparity.comparator.source.access;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.Credentials;
import okhttp3.HttpUrl;

/** Who asks. None of them shows its secrets. */
public sealed interface Credential {

  /** A server would take what follows the colon for the password. */
  String COLON = "a user of basic authentication must have no colon in its name";

  /** Nobody in particular. */
  record None() implements Credential {}

  /** A user with a password. */
  record Basic(Secret user, Secret password) implements Credential {
    public Basic {
      if (user.known().orElse("").contains(":")) {
        throw new IllegalArgumentException(COLON);
      }
    }

    /** The header's value now (RFC 7617). */
    String authorization() throws AccessFault {
      String name = user.read();
      String word = password.readPassword();
      if (name.contains(":")) {
        throw new AccessFault("was not asked: " + COLON + user.place());
      }
      if ((name + word).chars().anyMatch(Character::isISOControl)) {
        throw new AccessFault(
            "was not asked: its user or password" + password.place() + " is not one line");
      }
      return Credentials.basic(name, word, StandardCharsets.UTF_8);
    }
  }

  /** Whoever bears a token, which may be rotated. */
  record Bearer(Secret token) implements Credential {

    /** The header's value now (RFC 6750). */
    String authorization() throws AccessFault {
      String text = token.readHeader("its bearer token");
      if (text.regionMatches(true, 0, "Bearer ", 0, 7)) {
        throw new AccessFault(
            "was not asked: its bearer token"
                + token.place()
                + " starts with the word Bearer; write the token alone");
      }
      return "Bearer " + text;
    }
  }

  /**
   * A client that gets its token from an authorization server (RFC 6749, section 4.4).
   *
   * @param tokenUrl where tokens are issued, without user and password
   * @param scopes what the token is for; may be empty
   * @param parameters what the server wants besides, e.g. an audience
   * @param tls how the authorization server is connected to
   */
  record OAuth2(
      HttpUrl tokenUrl,
      Secret clientId,
      Secret clientSecret,
      List<String> scopes,
      Map<String, String> parameters,
      Tls tls)
      implements Credential {
    public OAuth2 {
      scopes = List.copyOf(scopes);
      parameters = Map.copyOf(parameters);
    }

    @Override
    public String toString() {
      return "OAuth2[" + tokenUrl.host() + "]";
    }
  }

  /**
   * AWS Signature Version 4.
   *
   * @param region e.g. eu-west-1
   * @param service {@code aps} for Amazon Managed Service for Prometheus
   * @param keys written down; empty to look where AWS' own programs look
   * @param profile of the shared credentials file; empty for the environment's or the default one
   * @param environment where {@code AWS_…} variables are looked up
   */
  record Aws(
      String region,
      String service,
      Optional<WrittenKeys> keys,
      Optional<String> profile,
      Map<String, String> environment)
      implements Credential {
    public Aws {
      environment = Map.copyOf(environment);
    }

    @Override
    public String toString() {
      return "Aws[" + region + ", " + service + "]";
    }
  }

  /** Keys that settings name. */
  record WrittenKeys(Secret accessKey, Secret secretKey, Optional<Secret> sessionToken) {}
}
