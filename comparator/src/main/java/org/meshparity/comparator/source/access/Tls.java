package org.meshparity.comparator.source.access;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How a TLS connection is made.
 *
 * @param ca PEM certificates to trust, instead of the machine's; empty for the machine's
 * @param certificate PEM chain to show; needs {@code key}
 * @param key PEM private key that belongs to it
 * @param serverName the name that the server's certificate must have; empty for the URL's host
 * @param verified false to accept any certificate, which has to be said in so many words
 */
public record Tls(
    Optional<Path> ca,
    Optional<Path> certificate,
    Optional<Path> key,
    Optional<String> serverName,
    boolean verified) {

  /** As the machine does it. */
  public static final Tls DEFAULT =
      new Tls(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), true);

  public Tls {
    if (certificate.isPresent() != key.isPresent()) {
      throw new IllegalArgumentException(
          "cert-file and key-file need each other, give both or neither");
    }
    if (!verified && (ca.isPresent() || serverName.isPresent())) {
      throw new IllegalArgumentException(
          "insecure-skip-verify leaves ca-file and server-name without use; leave out one of them");
    }
  }

  /** Whether it is {@link #DEFAULT}. */
  boolean asksNothing() {
    return verified && ca.isEmpty() && certificate.isEmpty() && serverName.isEmpty();
  }
}
