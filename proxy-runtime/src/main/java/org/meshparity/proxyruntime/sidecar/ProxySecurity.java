package org.meshparity.proxyruntime.sidecar;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.meshparity.proxyruntime.inproxy.NodeMetadata;
import org.meshparity.proxyruntime.sidecar.security.CaFile;
import org.meshparity.proxyruntime.sidecar.security.MeshCa;
import org.meshparity.proxyruntime.sidecar.security.SpiffeId;
import picocli.CommandLine.Option;

/** The options that say how a proxy is secured towards other sidecars. */
final class ProxySecurity {

  @Option(
      names = "--mtls",
      paramLabel = "MODE",
      defaultValue = "off",
      description =
          "Mutual TLS between sidecars, strict or off: inbound with its callers, outbound with its"
              + " upstream (default: ${DEFAULT-VALUE}).")
  private String mtls = "";

  @Option(
      names = "--trust-domain",
      paramLabel = "DOMAIN",
      defaultValue = SpiffeId.DEFAULT_TRUST_DOMAIN,
      description = "Of all identities (default: ${DEFAULT-VALUE}).")
  private String trustDomain = "";

  @Option(
      names = "--mtls-ca",
      paramLabel = "FILE",
      description =
          "The authority that all proxies of a mesh share, certificate and key in PEM, made for its"
              + " owner alone when it is missing; needed with --mtls strict.")
  private @Nullable Path ca;

  /** Refuses what does not go together; to be called before anything is opened. */
  Mtls mode() {
    Mtls mode = Mtls.parse(mtls, trustDomain);
    if (mode.strict() && ca == null) {
      throw new IllegalArgumentException(
          "--mtls strict needs --mtls-ca FILE: the authority that the proxies of a mesh share");
    }
    if (!mode.strict() && ca != null) {
      throw new IllegalArgumentException("--mtls-ca is for --mtls strict, which is off");
    }
    return mode;
  }

  /**
   * Opens or makes the authority's file.
   *
   * @param warnings for the user
   * @throws IOException in one line, when there is no usable authority in it
   */
  MeshSecurity of(NodeMetadata node, Mtls mode, PrintWriter warnings) throws IOException {
    Path file = ca;
    if (!mode.strict() || file == null) {
      return MeshSecurity.PLAIN;
    }
    try {
      MeshCa authority = CaFile.loadOrCreate(file, mode.trustDomain());
      if (CaFile.isOpenToOthers(file)) {
        warnings.println(
            "warning: others can read the key in " + file + " and be any workload: chmod 600 it");
        warnings.flush();
      }
      return StrictSecurity.of(node, authority, mode.trustDomain(), new OwnWorkload(node));
    } catch (IllegalArgumentException e) {
      throw new IOException("--mtls-ca: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new IOException("--mtls-ca can neither be read nor made: " + e, e);
    }
  }
}
