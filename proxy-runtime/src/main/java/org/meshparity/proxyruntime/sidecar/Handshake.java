package org.meshparity.proxyruntime.sidecar;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;

/**
 * What the handshake of one connection proved; nothing about a peer is known from elsewhere.
 *
 * @param mutualTls whether both sides showed a certificate and both were accepted
 * @param own this side's principal, with its scheme {@code spiffe://}; empty when it showed none
 * @param peer the other side's principal, with its scheme; empty when unproved
 * @param serverName the client asked for (SNI); empty when it asked for none
 * @param protocol both agreed on (ALPN), such as {@code istio}; empty when they agreed on none
 */
public record Handshake(
    boolean mutualTls, String own, String peer, String serverName, String protocol) {

  /** A connection in plain text: nothing is proved. */
  public static final Handshake PLAIN = new Handshake(false, "", "", "", "");

  private static final AttributeKey<Handshake> PROVED =
      AttributeKey.valueOf(Handshake.class, "proved");

  /** What is known of a connection; plain text until something was proved. */
  static Handshake of(Channel connection) {
    Handshake proved = connection.attr(PROVED).get();
    return proved == null ? PLAIN : proved;
  }

  /** Keeps it with its connection. */
  void keepWith(Channel connection) {
    connection.attr(PROVED).set(this);
  }
}
