package org.meshparity.proxyruntime.sidecar.security;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.CertificateBuilder.KeyUsage;
import io.netty.pkitesting.X509Bundle;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

/**
 * The one authority whose word a mesh takes for who a workload is.
 *
 * <p>Made in memory it ends with the process, and nothing it signed is worth anything afterwards. A
 * {@link CaFile} lets several processes share one.
 */
public final class MeshCa {

  /** Longer than any run: the authority itself is not rotated. */
  private static final Duration LIFETIME = Duration.ofDays(3650);

  /** Clocks of two machines may differ by that much. */
  private static final Duration SKEW = Duration.ofMinutes(5);

  private final X509Bundle authority;

  MeshCa(X509Bundle authority) {
    this.authority = authority;
  }

  /** An authority of its own key, in memory only. */
  public static MeshCa inMemory(String trustDomain) {
    SpiffeId.requireTrustDomain(trustDomain);
    Instant now = Instant.now();
    CertificateBuilder certificate =
        new CertificateBuilder()
            .ecp256()
            .subject("CN=Mesh CA,O=" + trustDomain)
            .notBefore(now.minus(SKEW))
            .notAfter(now.plus(LIFETIME))
            .setIsCertificateAuthority(true)
            .setKeyUsage(true, KeyUsage.keyCertSign, KeyUsage.cRLSign);
    try {
      return new MeshCa(certificate.buildSelfSigned());
    } catch (Exception e) { // the builder declares no narrower one
      throw new IllegalStateException("cannot make a certificate authority", e);
    }
  }

  /** A new key with a certificate for this identity, for both ends of a connection. */
  X509Bundle issue(SpiffeId id, Instant now, Duration lifetime) {
    CertificateBuilder certificate =
        new CertificateBuilder()
            .ecp256()
            .subject("O=" + id.trustDomain())
            .addSanUriName(id.uri())
            .notBefore(now.minus(SKEW))
            .notAfter(now.plus(lifetime))
            .setKeyUsage(true, KeyUsage.digitalSignature)
            .addExtendedKeyUsageServerAuth()
            .addExtendedKeyUsageClientAuth();
    try {
      return certificate.buildIssuedBy(authority);
    } catch (Exception e) { // the builder declares no narrower one
      throw new IllegalStateException("cannot issue a certificate for " + id, e);
    }
  }

  /** What others must trust to believe its certificates. */
  X509Certificate certificate() {
    return authority.getCertificate();
  }

  X509Bundle bundle() {
    return authority;
  }
}
