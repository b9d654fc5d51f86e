package org.meshparity.comparator.source.access;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Certificates and private keys from PEM files, as openssl, cert-manager and Istio write them. */
final class Pem {

  private static final int LONGEST = 1 << 20;

  private static final Pattern KEY =
      Pattern.compile(
          "-----BEGIN ([A-Z0-9 ]*PRIVATE KEY)-----(.*?)-----END \\1-----", Pattern.DOTALL);

  private static final Pattern CERTIFICATE =
      Pattern.compile("-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----");

  /** Version 0 and the algorithm rsaEncryption, which PKCS#8 puts before a PKCS#1 key. */
  private static final byte[] RSA = {
    2, 1, 0, 0x30, 13, 6, 9, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 13, 1, 1, 1, 5, 0
  };

  /** The algorithm ecPublicKey. */
  private static final byte[] EC = {6, 7, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 2, 1};

  private Pem() {}

  /** At least one certificate. */
  static List<X509Certificate> certificates(Path file) throws AccessFault {
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      List<X509Certificate> found =
          factory.generateCertificates(new ByteArrayInputStream(only(bytes(file)))).stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (found.isEmpty()) {
        throw new AccessFault("was not asked: " + file + " holds no certificate in PEM form");
      }
      return found;
    } catch (GeneralSecurityException e) {
      throw new AccessFault("was not asked: " + file + " holds no certificate in PEM form", e);
    }
  }

  /** The certificates alone, where a key or words for people stand beside them. */
  private static byte[] only(byte[] file) {
    String text = new String(file, StandardCharsets.ISO_8859_1);
    String found =
        CERTIFICATE
            .matcher(text)
            .results()
            .map(MatchResult::group)
            .collect(Collectors.joining("\n"));
    return found.isEmpty() ? file : found.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Whether a private key belongs to a certificate. */
  static boolean belong(PrivateKey key, X509Certificate certificate)
      throws GeneralSecurityException {
    PublicKey open = certificate.getPublicKey();
    if (!open.getAlgorithm().equals(key.getAlgorithm())) {
      return false;
    }
    String algorithm = key.getAlgorithm();
    Signature signature =
        Signature.getInstance(
            algorithm.equals("EdDSA") ? algorithm : "SHA256with" + named(algorithm));
    byte[] sample = {1, 2, 3};
    signature.initSign(key);
    signature.update(sample);
    byte[] signed = signature.sign();
    signature.initVerify(open);
    signature.update(sample);
    return signature.verify(signed);
  }

  private static String named(String algorithm) {
    return algorithm.equals("EC") ? "ECDSA" : algorithm;
  }

  /** The first private key; one with a pass phrase is refused. */
  static PrivateKey key(Path file) throws AccessFault {
    Matcher found = KEY.matcher(new String(bytes(file), StandardCharsets.ISO_8859_1));
    if (!found.find()) {
      throw new AccessFault("was not asked: " + file + " holds no private key in PEM form");
    }
    String kind = found.group(1);
    if (kind.startsWith("ENCRYPTED") || found.group(2).contains("ENCRYPTED")) {
      throw new AccessFault(
          "was not asked: the key in " + file + " has a pass phrase; give one without");
    }
    try {
      byte[] der = Base64.getMimeDecoder().decode(found.group(2));
      return key(pkcs8(kind, der));
    } catch (IllegalArgumentException | IOException | GeneralSecurityException e) {
      throw new AccessFault("was not asked: " + file + " holds no key that Java can read", null);
    }
  }

  private static PrivateKey key(byte[] pkcs8) throws GeneralSecurityException {
    PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(pkcs8);
    InvalidKeySpecException refused = new InvalidKeySpecException("neither RSA nor EC nor EdDSA");
    for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(spec);
      } catch (InvalidKeySpecException other) {
        refused.addSuppressed(other); // the encoding names its algorithm; only that one accepts it
      }
    }
    throw refused;
  }

  private static byte[] pkcs8(String kind, byte[] der) throws IOException {
    return switch (kind) {
      case "RSA PRIVATE KEY" -> der(0x30, join(RSA, der(4, der)));
      case "EC PRIVATE KEY" ->
          der(0x30, join(new byte[] {2, 1, 0}, join(der(0x30, join(EC, curve(der))), der(4, der))));
      default -> der;
    };
  }

  /** The curve's identifier, which such a key holds in its field 0. */
  private static byte[] curve(byte[] ecKey) throws IOException {
    for (int i = 0; i + 3 < ecKey.length; i++) {
      boolean field = (ecKey[i] & 0xff) == 0xa0 && ecKey[i + 2] == 6;
      if (field && ecKey[i + 1] == ecKey[i + 3] + 2 && i + 2 + ecKey[i + 1] <= ecKey.length) {
        return Arrays.copyOfRange(ecKey, i + 2, i + 2 + ecKey[i + 1]);
      }
    }
    throw new IOException("names no curve");
  }

  private static byte[] der(int tag, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    if (content.length < 128) {
      out.write(content.length);
    } else if (content.length < 256) {
      out.write(0x81); // Java refuses a length that is longer than it must be
      out.write(content.length);
    } else {
      out.write(0x82);
      out.write(content.length >> 8);
      out.write(content.length);
    }
    out.writeBytes(content);
    return out.toByteArray();
  }

  private static byte[] join(byte[] first, byte[] second) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(first);
    out.writeBytes(second);
    return out.toByteArray();
  }

  private static byte[] bytes(Path file) throws AccessFault {
    try {
      if (Files.size(file) > LONGEST) {
        throw new AccessFault("was not asked: " + file + " is too long for a PEM file");
      }
      return Files.readAllBytes(file);
    } catch (AccessFault e) {
      throw e;
    } catch (IOException e) {
      throw new AccessFault(
          "was not asked: " + file + " cannot be read: " + FileReason.of(file, e), e);
    }
  }
}
