package org.meshparity.proxyruntime.sidecar.tcp;

import java.time.Duration;
import java.util.function.Supplier;
import org.meshparity.proxyruntime.inproxy.ExchangeCounters;

/**
 * On what terms proxies introduce themselves on a TCP connection.
 *
 * @param protocol both must have named in the handshake
 * @param frame with which this proxy introduces itself, asked anew for every connection
 * @param counters of what became of it
 * @param patience how long a frame that has begun may take, more than 0
 */
public record PeerTerms(
    String protocol, Supplier<byte[]> frame, ExchangeCounters counters, Duration patience) {

  /** How long a frame may take where nothing else is said. */
  public static final Duration PATIENCE = Duration.ofSeconds(10);
}
