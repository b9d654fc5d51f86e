package org.meshparity.proxyruntime.sidecar.security;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.ObjLongConsumer;

/**
 * How handshakes ended on one side of a proxy, under Envoy's names.
 *
 * <p>Safe for use by several threads.
 */
public final class TlsCounters {

  private final String prefix;
  private final LongAdder handshakes = new LongAdder();
  private final LongAdder errors = new LongAdder();
  private final LongAdder withoutCertificate = new LongAdder();
  private final LongAdder untrusted = new LongAdder();
  private final LongAdder wrongIdentity = new LongAdder();

  private TlsCounters(String prefix) {
    this.prefix = prefix;
  }

  /** Of connections from others. */
  public static TlsCounters ofListener() {
    return new TlsCounters("envoy_listener_ssl_");
  }

  /** Of connections to others. */
  public static TlsCounters ofClusters() {
    return new TlsCounters("envoy_cluster_ssl_");
  }

  void succeeded() {
    handshakes.increment();
  }

  void refused(Refusal refusal) {
    switch (refusal) {
      case PLAIN_TEXT, HANDSHAKE -> errors.increment();
      case NO_CERTIFICATE -> withoutCertificate.increment();
      case UNTRUSTED -> untrusted.increment();
      case WRONG_IDENTITY -> wrongIdentity.increment();
    }
  }

  /** Hands over every counter with its name. */
  public void forEach(ObjLongConsumer<String> counter) {
    counter.accept(prefix + "handshake", handshakes.sum());
    counter.accept(prefix + "connection_error", errors.sum());
    counter.accept(prefix + "fail_verify_no_cert", withoutCertificate.sum());
    counter.accept(prefix + "fail_verify_error", untrusted.sum());
    counter.accept(prefix + "fail_verify_san", wrongIdentity.sum());
  }
}
