package org.meshparity.proxyruntime.sidecar.security;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who a workload is: {@code spiffe://TRUST-DOMAIN/ns/NAMESPACE/sa/SERVICE-ACCOUNT}, as Istio names
 * it in a certificate's one URI.
 *
 * @param trustDomain lower-case letters, digits, dots, dashes and underscores
 * @param namespace of the service account
 * @param serviceAccount the workload runs as
 */
public record SpiffeId(String trustDomain, String namespace, String serviceAccount) {

  /** The trust domain of a mesh that was not given another. */
  public static final String DEFAULT_TRUST_DOMAIN = "cluster.local";

  private static final String SCHEME = "spiffe://";
  private static final Pattern TRUST_DOMAIN = Pattern.compile("[a-z0-9._-]{1,255}");
  private static final Pattern SEGMENT = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,253}");
  private static final Pattern URI_FORM = Pattern.compile("spiffe://([^/]+)/ns/([^/]+)/sa/([^/]+)");

  public SpiffeId {
    requireTrustDomain(trustDomain);
    require(SEGMENT, "namespace", namespace);
    require(SEGMENT, "service account", serviceAccount);
  }

  /** The same text when it can name a trust domain; anything else is refused. */
  public static String requireTrustDomain(String trustDomain) {
    require(TRUST_DOMAIN, "trust domain", trustDomain);
    return trustDomain;
  }

  private static void require(Pattern form, String name, String value) {
    if (!form.matcher(value).matches()) {
      throw new IllegalArgumentException(
          name + " must match " + form.pattern() + ", was \"" + value + "\"");
    }
  }

  /** The identity that a certificate's URI states; empty when it states none of this form. */
  public static Optional<SpiffeId> parse(String uri) {
    Matcher parts = URI_FORM.matcher(uri);
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new SpiffeId(parts.group(1), parts.group(2), parts.group(3)));
    } catch (IllegalArgumentException notAnIdentity) {
      return Optional.empty(); // a stranger's certificate may state anything
    }
  }

  /** As a certificate states it. */
  public URI uri() {
    return URI.create(toString());
  }

  /** Without its scheme, as Mixer's attributes have it. */
  public String principal() {
    return trustDomain + "/ns/" + namespace + "/sa/" + serviceAccount;
  }

  @Override
  public String toString() {
    return SCHEME + principal();
  }
}
