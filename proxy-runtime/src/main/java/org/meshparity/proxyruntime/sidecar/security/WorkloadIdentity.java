package org.meshparity.proxyruntime.sidecar.security;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.pkitesting.X509Bundle;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * One workload's identity and the certificate that proves it at the moment.
 *
 * <p>A certificate is replaced when half of its time is over, by the connection that finds it so.
 * Connections made before keep the one they showed; none is dropped. Safe for several threads.
 */
public final class WorkloadIdentity {

  /** As long as Istio's are valid. */
  public static final Duration LIFETIME = Duration.ofHours(24);

  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  private final MeshCa ca;
  private final SpiffeId id;
  private final Duration lifetime;
  private final Clock clock;
  private final MeshTrust trust;
  private volatile @Nullable Issued current;

  /** An identity that this authority vouches for. */
  public WorkloadIdentity(MeshCa ca, SpiffeId id) {
    this(ca, id, LIFETIME, Clock.systemUTC());
  }

  WorkloadIdentity(MeshCa ca, SpiffeId id, Duration lifetime, Clock clock) {
    this.ca = ca;
    this.id = id;
    this.lifetime = lifetime;
    this.clock = clock;
    trust = new MeshTrust(ca.certificate(), id.trustDomain());
  }

  SpiffeId id() {
    return id;
  }

  /** What proves it at the moment. */
  X509Certificate certificate() {
    return issued().bundle.getCertificate();
  }

  /** Accepts connections of whoever proves an identity of the mesh, and of nobody else. */
  SslContext server(List<String> protocols) {
    return context(new Use(true, List.copyOf(protocols)));
  }

  /** Opens connections to whoever proves an identity of the mesh. */
  SslContext client(List<String> protocols) {
    return context(new Use(false, List.copyOf(protocols)));
  }

  private Issued issued() {
    Instant now = clock.instant();
    Issued known = current;
    return known != null && now.isBefore(known.replaceAt) ? known : replaced(now);
  }

  private synchronized Issued replaced(Instant now) {
    Issued known = current;
    if (known != null && now.isBefore(known.replaceAt)) {
      return known; // another connection was faster
    }
    Issued next =
        new Issued(
            ca.issue(id, now, lifetime),
            now.plus(lifetime.dividedBy(2)),
            new ConcurrentHashMap<>());
    current = next;
    return next;
  }

  private SslContext context(Use use) {
    Issued now = issued();
    return now.contexts.computeIfAbsent(use, wanted -> build(wanted, now.bundle));
  }

  private SslContext build(Use use, X509Bundle bundle) {
    try {
      SslContextBuilder builder =
          use.server
              ? SslContextBuilder.forServer(
                      bundle.getKeyPair().getPrivate(), bundle.getCertificatePath())
                  .clientAuth(ClientAuth.REQUIRE)
              : SslContextBuilder.forClient()
                  .keyManager(bundle.getKeyPair().getPrivate(), bundle.getCertificatePath())
                  .endpointIdentificationAlgorithm(null); // identities, not host names
      return builder
          .sslProvider(SslProvider.JDK)
          .protocols(PROTOCOLS)
          .trustManager(trust)
          .applicationProtocolConfig(alpn(use.protocols))
          .build();
    } catch (SSLException e) {
      throw new IllegalStateException("this Java cannot do TLS as a mesh needs it", e);
    }
  }

  private static ApplicationProtocolConfig alpn(List<String> protocols) {
    return new ApplicationProtocolConfig(
        Protocol.ALPN,
        SelectorFailureBehavior.NO_ADVERTISE,
        SelectedListenerFailureBehavior.ACCEPT,
        protocols);
  }

  private record Use(boolean server, List<String> protocols) {}

  private record Issued(X509Bundle bundle, Instant replaceAt, Map<Use, SslContext> contexts) {}
}
