package org.meshparity.proxyruntime.mixer;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A pod, and the workload it belongs to.
 *
 * @param ip its address as text; empty if it has none yet
 * @param hostIp its node's address; empty if unknown
 * @param serviceAccount empty if none is named
 * @param containers names of its containers, by port
 * @param owner empty for a pod that nothing controls, which is its own workload
 */
record Pod(
    String name,
    String namespace,
    String ip,
    String hostIp,
    Map<String, String> labels,
    String serviceAccount,
    Map<Long, String> containers,
    Optional<Owner> owner) {

  /** The prefix of a pod's uid in reports. */
  static final String UID_PREFIX = "kubernetes://";

  /**
   * What controls a pod, or what controls that.
   *
   * @param apiVersion as Kubernetes has it today, whatever the reference says
   */
  record Owner(String apiVersion, String kind, String name) {

    /** Kinds that moved between groups are told in the group where they stayed. */
    private static final Map<String, String> GROUPS =
        Map.of(
            "ReplicaSet", "apps/v1",
            "Deployment", "apps/v1",
            "DaemonSet", "apps/v1",
            "StatefulSet", "apps/v1",
            "Job", "batch/v1",
            "CronJob", "batch/v1",
            "ReplicationController", "core/v1",
            "DeploymentConfig", "apps.openshift.io/v1");

    static Owner of(String apiVersion, String kind, String name) {
      return new Owner(GROUPS.getOrDefault(kind, apiVersion), kind, name);
    }
  }

  Pod {
    labels = Map.copyOf(labels);
    containers = Map.copyOf(containers);
  }

  String uid() {
    return UID_PREFIX + name + "." + namespace;
  }

  String workloadName() {
    return owner.map(Owner::name).orElse(name);
  }

  String workloadUid() {
    return "istio://" + namespace + "/workloads/" + workloadName();
  }

  /** A link to the workload; empty for a pod that nothing controls. */
  Optional<String> ownerLink() {
    return owner.map(
        o ->
            UID_PREFIX
                + "apis/"
                + o.apiVersion()
                + "/namespaces/"
                + namespace
                + "/"
                + o.kind().toLowerCase(Locale.ROOT)
                + "s/"
                + o.name());
  }
}
