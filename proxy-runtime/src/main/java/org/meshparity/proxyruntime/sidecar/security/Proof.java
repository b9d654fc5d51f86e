package org.meshparity.proxyruntime.sidecar.security;

/**
 * What the handshake of one connection proved.
 *
 * @param own whom this side proved to be
 * @param peer whom the other side proved to be
 * @param protocol both agreed on (ALPN); empty when they agreed on none
 * @param serverName the client asked for (SNI); empty when it asked for none
 */
public record Proof(SpiffeId own, SpiffeId peer, String protocol, String serverName) {}
