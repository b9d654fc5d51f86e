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

/**
 * How a sidecar in a process of its own is secured, as options of its command.
 *
 * <p>An authority in memory would be believed by nobody else, so here it is in a file that all
 * sidecars of the mesh share.
 */
public final class MtlsOptions {

  @Option(
      names = "--mtls",
      paramLabel = "MODE",
      defaultValue = "off",
      description = "Mutual TLS with other sidecars: strict or off (default: ${DEFAULT-VALUE}).")
  private String mode = "off";

  @Option(
      names = "--mtls-ca",
      paramLabel = "FILE",
      description = {
        "The mesh's authority, certificate and key in PEM, the same for all sidecars that shall",
        "trust each other; made for its owner alone when it is missing. For --mtls strict."
      })
  private @Nullable Path authority;

  @Option(
      names = "--trust-domain",
      paramLabel = "DOMAIN",
      defaultValue = SpiffeId.DEFAULT_TRUST_DOMAIN,
      description = "Of the workloads' identities (default: ${DEFAULT-VALUE}).")
  private String trustDomain = SpiffeId.DEFAULT_TRUST_DOMAIN;

  /**
   * What these options say for the workload of this node.
   *
   * @param directory who runs where; a destination it knows must be answered by that account
   * @param warnings for the user
   * @throws IllegalArgumentException when the options do not fit together, or the file is no
   *     authority
   * @throws IOException when the file can neither be read nor made
   */
  public MeshSecurity security(NodeMetadata node, WorkloadDirectory directory, PrintWriter warnings)
      throws IOException {
    Mtls mtls = Mtls.parse(mode, trustDomain);
    Path file = authority;
    if (!mtls.strict()) {
      if (file != null) {
        throw new IllegalArgumentException("--mtls-ca is for --mtls strict, which is off");
      }
      return MeshSecurity.PLAIN;
    }
    if (file == null) {
      throw new IllegalArgumentException(
          "--mtls strict needs --mtls-ca FILE, the authority that the other sidecars trust too");
    }
    MeshCa ca = CaFile.loadOrCreate(file, trustDomain);
    if (CaFile.isOpenToOthers(file)) {
      warnings.println(
          "warning: others can read the key in " + file + " and be any workload: chmod 600 it");
      warnings.flush();
    }
    return StrictSecurity.of(node, ca, trustDomain, directory);
  }
}
