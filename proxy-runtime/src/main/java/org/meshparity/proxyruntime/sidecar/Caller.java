package org.meshparity.proxyruntime.sidecar;

import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, and since when.
 *
 * @param httpVersion as it is spoken
 * @param firstByteNanos when the request began, in {@link System#nanoTime}
 * @param headNanos when its head was complete
 * @param address of the caller
 * @param handshake what is proved of the connection
 */
record Caller(
    String httpVersion,
    long firstByteNanos,
    long headNanos,
    @Nullable SocketAddress address,
    Handshake handshake) {}
