package org.meshparity.proxyruntime.sidecar.security;

import io.netty.channel.Channel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Says why a connection was refused, at most once in ten seconds for each reason: whoever knocks
 * often must not fill a disk. The counters miss none.
 */
final class RefusalLog {

  private static final System.Logger LOG = System.getLogger(MutualTls.class.getName());
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final Map<Refusal, Long> said = new ConcurrentHashMap<>();

  void tell(Refusal refusal, Channel connection, Throwable cause) {
    long now = System.nanoTime();
    Long before = said.get(refusal);
    if (before != null && now - before < PAUSE_NANOS) {
      return;
    }
    said.put(refusal, now);
    LOG.log(
        System.Logger.Level.WARNING,
        "refused a connection between {0} and {1}: {2} ({3})",
        connection.localAddress(),
        connection.remoteAddress(),
        refusal.text(),
        detail(refusal, cause));
  }

  /** What plain text said is the peer's own business: the library's message would quote it. */
  private static String detail(Refusal refusal, Throwable cause) {
    return refusal == Refusal.PLAIN_TEXT ? "no TLS record" : String.valueOf(cause.getMessage());
  }
}
