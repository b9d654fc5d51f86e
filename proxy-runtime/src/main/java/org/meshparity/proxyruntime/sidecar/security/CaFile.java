package org.meshparity.proxyruntime.sidecar.security;

import io.netty.pkitesting.X509Bundle;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An authority that several processes share through a file: certificate and key, in PEM.
 *
 * <p>Whoever reads the key can pretend to be any workload, so a file made here is its owner's alone
 * from its first byte on, and the key is in no message.
 */
public final class CaFile {

  private static final Pattern CERTIFICATE =
      Pattern.compile("-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----");
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]+)-----END PRIVATE KEY-----");
  private static final Set<PosixFilePermission> OTHERS =
      PosixFilePermissions.fromString("---rwxrwx");

  private CaFile() {}

  /**
   * The authority in this file, which is made when it is missing. Of two processes that both find
   * it missing one makes it and the other takes it.
   *
   * @throws IOException when the file can neither be read nor made
   * @throws IllegalArgumentException when there is no usable authority in it
   */
  public static MeshCa loadOrCreate(Path file, String trustDomain) throws IOException {
    if (!Files.exists(file)) {
      create(file, MeshCa.inMemory(trustDomain));
    }
    return load(file);
  }

  private static void create(Path file, MeshCa ca) throws IOException {
    X509Bundle bundle = ca.bundle();
    Path folder = file.toAbsolutePath().getParent();
    // Temporary files are their owner's alone where the file system knows owners.
    Path whole = Files.createTempFile(folder, ".mesh-ca", ".pem");
    try {
      Files.writeString(
          whole, bundle.getCertificatePEM() + "\n" + bundle.getPrivateKeyPEM() + "\n");
      Files.createLink(file, whole); // appears complete or not at all, and replaces nothing
    } catch (FileAlreadyExistsException madeByAnotherProcess) {
      // that one is as good
    } finally {
      Files.delete(whole);
    }
  }

  private static MeshCa load(Path file) throws IOException {
    String pem = Files.readString(file, StandardCharsets.US_ASCII);
    try {
      X509Certificate certificate = certificate(pem, file);
      PrivateKey key = key(pem, certificate, file);
      certificate.checkValidity();
      if (certificate.getBasicConstraints() < 0) {
        throw unusable(file, "its certificate is not a certificate authority's", null);
      }
      requireSame(certificate, key, file);
      KeyPair pair = new KeyPair(certificate.getPublicKey(), key);
      return new MeshCa(X509Bundle.fromRootCertificateAuthority(certificate, pair));
    } catch (GeneralSecurityException e) {
      throw unusable(file, String.valueOf(e.getMessage()), e);
    }
  }

  private static X509Certificate certificate(String pem, Path file)
      throws GeneralSecurityException {
    Matcher block = CERTIFICATE.matcher(pem);
    if (!block.find()) {
      throw unusable(file, "it has no BEGIN CERTIFICATE block", null);
    }
    byte[] bytes = block.group().getBytes(StandardCharsets.US_ASCII);
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(bytes));
  }

  private static PrivateKey key(String pem, X509Certificate certificate, Path file)
      throws GeneralSecurityException {
    Matcher block = KEY.matcher(pem);
    if (!block.find()) {
      throw unusable(
          file,
          "it has no BEGIN PRIVATE KEY block (convert another form with"
              + " openssl pkcs8 -topk8 -nocrypt)",
          null);
    }
    byte[] encoded = Base64.getMimeDecoder().decode(block.group(1));
    return KeyFactory.getInstance(certificate.getPublicKey().getAlgorithm())
        .generatePrivate(new PKCS8EncodedKeySpec(encoded));
  }

  private static void requireSame(X509Certificate certificate, PrivateKey key, Path file)
      throws GeneralSecurityException {
    String algorithm = key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
    byte[] anything = certificate.getEncoded();
    Signature signing = Signature.getInstance(algorithm);
    signing.initSign(key);
    signing.update(anything);
    Signature checking = Signature.getInstance(algorithm);
    checking.initVerify(certificate.getPublicKey());
    checking.update(anything);
    if (!checking.verify(signing.sign())) {
      throw unusable(file, "its key is not its certificate's", null);
    }
  }

  private static IllegalArgumentException unusable(
      Path file, String why, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "no usable certificate authority in " + file + ": " + why, cause);
  }

  /** Whether others than its owner may read it; false where the file system knows no owners. */
  public static boolean isOpenToOthers(Path file) throws IOException {
    try {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
      return permissions.stream().anyMatch(OTHERS::contains);
    } catch (UnsupportedOperationException noOwners) {
      return false;
    }
  }
}
