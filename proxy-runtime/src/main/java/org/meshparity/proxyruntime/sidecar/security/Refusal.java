package org.meshparity.proxyruntime.sidecar.security;

import io.netty.handler.ssl.NotSslRecordException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Why two ends of a connection did not get to trust each other. */
enum Refusal {
  /** What came is no TLS. */
  PLAIN_TEXT("plain text where mutual TLS is required"),
  /** The client showed no certificate. */
  NO_CERTIFICATE("no certificate was shown"),
  /** Not signed by the mesh's authority, or not valid now. */
  UNTRUSTED("a certificate that this mesh's authority does not vouch for"),
  /** Signed by the mesh's authority, and yet not whom this mesh talks to. */
  WRONG_IDENTITY("an identity that is not accepted here"),
  /** Anything else: no common version, an alert of the other side, silence. */
  HANDSHAKE("the handshake failed");

  private final String text;

  Refusal(String text) {
    this.text = text;
  }

  /** For a person who reads a log. */
  String text() {
    return text;
  }

  static Refusal of(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = next(cause)) {
      if (cause instanceof NotSslRecordException) {
        return PLAIN_TEXT;
      }
      if (cause instanceof MeshTrust.UntrustedIdentity) {
        return WRONG_IDENTITY;
      }
      if (cause instanceof CertificateException) {
        return UNTRUSTED;
      }
      if (cause instanceof SSLException && isEmptyChain(cause.getMessage())) {
        return NO_CERTIFICATE;
      }
    }
    return HANDSHAKE;
  }

  /** The JDK tells this failure by its text only. */
  private static boolean isEmptyChain(@Nullable String message) {
    return message != null && message.contains("Empty client certificate chain");
  }

  private static @Nullable Throwable next(Throwable cause) {
    return cause.getCause() == cause ? null : cause.getCause();
  }
}
