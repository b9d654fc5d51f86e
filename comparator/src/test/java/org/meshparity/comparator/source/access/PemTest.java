package org.meshparity.comparator.source.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PemTest {

  @TempDir Path folder;

  private Path file(String text) throws Exception {
    return Files.writeString(folder.resolve("file.pem"), text);
  }

  private static String pem(String kind, byte[] der) {
    String base64 = Base64.getMimeEncoder().encodeToString(der);
    return "-----BEGIN " + kind + "-----\n" + base64 + "\n-----END " + kind + "-----\n";
  }

  /** RFC 5915, with the curve and the public key, as openssl writes it. */
  private static byte[] sec1(KeyPair pair) {
    String pkcs8 = HexFormat.of().formatHex(pair.getPrivate().getEncoded());
    int secret = pkcs8.indexOf("0201010420") + 10;
    byte[] open = pair.getPublic().getEncoded();
    return HexFormat.of()
        .parseHex(
            "30770201010420"
                + pkcs8.substring(secret, secret + 64)
                + "a00a06082a8648ce3d030107a144034200"
                + HexFormat.of()
                    .formatHex(Arrays.copyOfRange(open, open.length - 65, open.length)));
  }

  @Test
  void aKeyOnACurveIsReadAsOpensslWritesIt() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    KeyPair pair = generator.generateKeyPair();

    PrivateKey read = Pem.key(file(pem("EC PRIVATE KEY", sec1(pair))));

    assertThat(((ECPrivateKey) read).getS()).isEqualTo(((ECPrivateKey) pair.getPrivate()).getS());
  }

  @Test
  void aKeyWithAPassPhraseOfTheOldFormIsSaidToHaveOne() throws Exception {
    String text =
        "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\nAAAA\n"
            + "-----END RSA PRIVATE KEY-----\n";

    assertThatThrownBy(() -> Pem.key(file(text))).hasMessageContaining("has a pass phrase");
  }

  @Test
  void certificateAndKeyMayStandInOneFile() throws Exception {
    X509Bundle one = selfSigned();
    Path both = file(one.getPrivateKeyPEM() + one.getCertificatePEM());

    assertThat(Pem.certificates(both)).containsExactly(one.getCertificate());
    assertThat(Pem.belong(Pem.key(both), one.getCertificate())).isTrue();
    assertThat(Pem.belong(Pem.key(both), selfSigned().getCertificate())).isFalse();
  }

  private static X509Bundle selfSigned() throws Exception {
    return new CertificateBuilder()
        .subject("CN=one")
        .setIsCertificateAuthority(true)
        .buildSelfSigned();
  }
}
