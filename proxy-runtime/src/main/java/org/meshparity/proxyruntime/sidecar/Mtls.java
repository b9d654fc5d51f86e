package org.meshparity.proxyruntime.sidecar;

import org.meshparity.proxyruntime.sidecar.security.SpiffeId;

/**
 * Whether connections between sidecars are secured, and whom they belong to.
 *
 * @param strict mutual TLS or nothing; otherwise plain text
 * @param trustDomain of every identity in the mesh
 */
public record Mtls(boolean strict, String trustDomain) {

  /** Plain text. */
  public static final Mtls OFF = new Mtls(false, SpiffeId.DEFAULT_TRUST_DOMAIN);

  /** Mutual TLS in Istio's own trust domain. */
  public static final Mtls STRICT = new Mtls(true, SpiffeId.DEFAULT_TRUST_DOMAIN);

  public Mtls {
    SpiffeId.requireTrustDomain(trustDomain);
  }

  /** As {@code --mtls} has it: {@code strict} or {@code off}; anything else is refused. */
  public static Mtls parse(String mode, String trustDomain) {
    String domain = domain(trustDomain);
    return switch (mode) {
      case "strict" -> new Mtls(true, domain);
      case "off" -> new Mtls(false, domain);
      default ->
          throw new IllegalArgumentException("--mtls must be strict or off, was \"" + mode + "\"");
    };
  }

  private static String domain(String text) {
    try {
      return SpiffeId.requireTrustDomain(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--trust-domain: " + e.getMessage(), e);
    }
  }
}
