package org.meshparity.proxyruntime.sidecar.security;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Believes what the mesh's authority signed, of an identity in the mesh's trust domain; host names
 * prove nothing here.
 *
 * <p>It names no acceptable authorities, so that a peer shows the certificate it has and is refused
 * for what is wrong with it, rather than showing none.
 */
final class MeshTrust extends X509ExtendedTrustManager {

  private static final int URI_NAME = 6;

  private final X509ExtendedTrustManager chains;
  private final String trustDomain;

  MeshTrust(X509Certificate authority, String trustDomain) {
    this.trustDomain = trustDomain;
    chains = chainsTo(authority);
  }

  private static X509ExtendedTrustManager chainsTo(X509Certificate authority) {
    try {
      KeyStore anchors = KeyStore.getInstance(KeyStore.getDefaultType());
      anchors.load(null, null);
      anchors.setCertificateEntry("mesh", authority);
      TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
      factory.init(anchors);
      TrustManager[] managers = factory.getTrustManagers();
      return (X509ExtendedTrustManager) managers[0];
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this Java cannot check certificates", e);
    }
  }

  /**
   * Who a certificate says it is.
   *
   * @throws UntrustedIdentity when it names nobody, or more than one
   */
  static SpiffeId identity(X509Certificate certificate) throws UntrustedIdentity {
    List<String> uris = uris(certificate);
    if (uris.size() != 1) {
      throw new UntrustedIdentity("a certificate must state one URI, this one states " + uris);
    }
    return SpiffeId.parse(uris.get(0))
        .orElseThrow(() -> new UntrustedIdentity("no identity of a mesh: " + uris.get(0)));
  }

  private static List<String> uris(X509Certificate certificate) throws UntrustedIdentity {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      return names == null
          ? List.of()
          : names.stream()
              .filter(name -> Integer.valueOf(URI_NAME).equals(name.get(0)))
              .map(name -> String.valueOf(name.get(1)))
              .toList();
    } catch (CertificateParsingException e) {
      throw new UntrustedIdentity("its alternative names cannot be read: " + e.getMessage());
    }
  }

  private void requireOfThisMesh(X509Certificate[] chain) throws UntrustedIdentity {
    SpiffeId id = identity(chain[0]);
    if (!id.trustDomain().equals(trustDomain)) {
      throw new UntrustedIdentity(id + " is not of the trust domain " + trustDomain);
    }
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, @Nullable SSLEngine engine)
      throws CertificateException {
    chains.checkClientTrusted(chain, type, engine);
    requireOfThisMesh(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, @Nullable SSLEngine engine)
      throws CertificateException {
    chains.checkServerTrusted(chain, type, engine);
    requireOfThisMesh(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, @Nullable Socket socket)
      throws CertificateException {
    chains.checkClientTrusted(chain, type, socket);
    requireOfThisMesh(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, @Nullable Socket socket)
      throws CertificateException {
    chains.checkServerTrusted(chain, type, socket);
    requireOfThisMesh(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    chains.checkClientTrusted(chain, type);
    requireOfThisMesh(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    chains.checkServerTrusted(chain, type);
    requireOfThisMesh(chain);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }

  /** A certificate that chains to the mesh's authority and still is nobody we talk to. */
  static final class UntrustedIdentity extends CertificateException {

    private static final long serialVersionUID = 1L;

    UntrustedIdentity(String why) {
      super(why);
    }
  }
}
