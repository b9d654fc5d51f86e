package org.meshparity.comparator.source;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** A certificate authority that nobody else trusts, with a server and a client. */
final class OwnAuthority {

  private final X509Bundle authority;
  private final X509Bundle server;
  private final X509Bundle client;

  private OwnAuthority() throws Exception {
    authority =
        new CertificateBuilder()
            .ecp256()
            .subject("CN=Test CA")
            .setIsCertificateAuthority(true)
            .buildSelfSigned();
    server =
        new CertificateBuilder()
            .ecp256()
            .subject("CN=server")
            .addSanDnsName("localhost")
            .addExtendedKeyUsageServerAuth()
            .buildIssuedBy(authority);
    client =
        new CertificateBuilder()
            .ecp256()
            .subject("CN=client")
            .addExtendedKeyUsageClientAuth()
            .buildIssuedBy(authority);
  }

  /** Leaves ca.pem, cert.pem and key.pem, the client's, in a folder. */
  static OwnAuthority writtenInto(Path folder) throws Exception {
    OwnAuthority own = new OwnAuthority();
    Files.writeString(folder.resolve("ca.pem"), own.authority.getCertificatePEM());
    Files.writeString(folder.resolve("cert.pem"), own.client.getCertificatePEM());
    Files.writeString(folder.resolve("key.pem"), own.client.getPrivateKeyPEM());
    return own;
  }

  /** Its server, who may want to see a certificate of the client. */
  HttpsConfigurator server(boolean wantsClient) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(
        server.toKeyManagerFactory().getKeyManagers(),
        authority.toTrustManagerFactory().getTrustManagers(),
        null);
    return new HttpsConfigurator(context) {
      @Override
      public void configure(HttpsParameters params) {
        SSLParameters ssl = context.getDefaultSSLParameters();
        ssl.setNeedClientAuth(wantsClient);
        params.setSSLParameters(ssl);
      }
    };
  }
}
