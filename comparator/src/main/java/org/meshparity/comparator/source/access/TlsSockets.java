package org.meshparity.comparator.source.access;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.Connection;
import okhttp3.ConnectionSpec;
import okhttp3.Handshake;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Gives a client the certificates, the key and the name that {@link Tls} asks for. */
final class TlsSockets {

  private TlsSockets() {}

  /** The client itself where the machine's own way will do. */
  static OkHttpClient applied(Tls tls, OkHttpClient client) throws AccessFault {
    if (tls.asksNothing()) {
      boolean any = client.connectionSpecs().stream().anyMatch(ConnectionSpec::isTls);
      return any ? client.newBuilder().addNetworkInterceptor(new InTime()).build() : client;
    }
    try {
      X509TrustManager trust = tls.verified() ? trust(tls.ca()) : new Anyone();
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys(tls), new TrustManager[] {trust}, null);
      SSLSocketFactory sockets = context.getSocketFactory();
      HostnameVerifier names = client.hostnameVerifier();
      OkHttpClient.Builder builder = client.newBuilder();
      if (!tls.verified()) {
        builder.hostnameVerifier((host, session) -> true);
      } else {
        builder.addNetworkInterceptor(new InTime());
      }
      if (tls.serverName().isPresent()) {
        String name = tls.serverName().get();
        sockets = new Named(sockets, name);
        builder.hostnameVerifier((host, session) -> names.verify(name, session));
      }
      return builder.sslSocketFactory(sockets, trust).build();
    } catch (GeneralSecurityException | IOException e) {
      if (e instanceof AccessFault fault) {
        throw fault;
      }
      throw new AccessFault("was not asked: its certificate and key do not fit each other", e);
    }
  }

  /** What changes when one of the files is replaced. */
  static List<FileTime> stamps(Tls tls) {
    return Stream.of(tls.ca(), tls.certificate(), tls.key())
        .flatMap(Optional::stream)
        .map(TlsSockets::stamp)
        .toList();
  }

  private static FileTime stamp(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException unreadable) {
      return FileTime.fromMillis(0); // reading it says why
    }
  }

  private static X509TrustManager trust(Optional<Path> ca)
      throws GeneralSecurityException, IOException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(ca.isPresent() ? store(Pem.certificates(ca.get())) : null);
    return (X509TrustManager) factory.getTrustManagers()[0];
  }

  private static KeyStore store(List<X509Certificate> certificates)
      throws GeneralSecurityException, IOException {
    KeyStore store = empty();
    for (int i = 0; i < certificates.size(); i++) {
      store.setCertificateEntry("ca-" + i, certificates.get(i));
    }
    return store;
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static KeyManager @Nullable [] keys(Tls tls)
      throws GeneralSecurityException, IOException {
    if (tls.certificate().isEmpty() || tls.key().isEmpty()) {
      return null;
    }
    List<X509Certificate> chain = Pem.certificates(tls.certificate().get());
    PrivateKey key = Pem.key(tls.key().get());
    if (!belongs(key, chain.get(0))) {
      throw new AccessFault(
          "was not asked: the key in %s is not that of the first certificate in %s"
              .formatted(tls.key().get(), tls.certificate().get()));
    }
    KeyStore store = empty();
    store.setKeyEntry("client", key, new char[0], chain.toArray(new Certificate[0]));
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, new char[0]);
    return factory.getKeyManagers();
  }

  /** A server would only hang up on a key of somebody else's. */
  private static boolean belongs(PrivateKey key, X509Certificate certificate) {
    try {
      return Pem.belong(key, certificate);
    } catch (GeneralSecurityException cannotSign) {
      return false;
    }
  }

  /** Accepts every certificate, where settings say so in so many words. */
  private static final class Anyone implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  /**
   * Looks at the server's certificate before each question. A handshake does so only where it is a
   * whole one and the certificate is not itself among those to trust; a connection that stays open
   * outlives it.
   */
  private static final class InTime implements Interceptor {
    @Override
    public Response intercept(Chain chain) throws IOException {
      Connection connection = chain.connection();
      Handshake handshake = connection == null ? null : connection.handshake();
      List<Certificate> shown = handshake == null ? List.of() : handshake.peerCertificates();
      if (!shown.isEmpty()) {
        check(shown.get(0)); // those of authorities are for who trusts them
      }
      return chain.proceed(chain.request());
    }

    private static void check(Certificate certificate) throws SSLPeerUnverifiedException {
      if (certificate instanceof X509Certificate dated) {
        Instant now = Instant.now();
        Instant until = dated.getNotAfter().toInstant();
        if (until.isBefore(now)) {
          throw new SSLPeerUnverifiedException("its certificate has expired at " + until);
        }
        Instant from = dated.getNotBefore().toInstant();
        if (from.isAfter(now)) {
          throw new SSLPeerUnverifiedException("its certificate is not valid before " + from);
        }
      }
    }
  }

  /** Asks for one name whatever host a connection goes to. */
  private static final class Named extends SSLSocketFactory {
    private final SSLSocketFactory sockets;
    private final String name;

    Named(SSLSocketFactory sockets, String name) {
      this.sockets = sockets;
      this.name = name;
    }

    @Override
    public Socket createSocket(Socket below, String host, int port, boolean close)
        throws IOException {
      return sockets.createSocket(below, name, port, close);
    }

    @Override
    public String[] getDefaultCipherSuites() {
      return sockets.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
      return sockets.getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
      return sockets.createSocket(host, port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort)
        throws IOException {
      return sockets.createSocket(host, port, from, fromPort);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
      return sockets.createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
        throws IOException {
      return sockets.createSocket(host, port, from, fromPort);
    }
  }
}
