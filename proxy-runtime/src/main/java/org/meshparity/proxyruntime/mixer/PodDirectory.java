package org.meshparity.proxyruntime.mixer;

import io.netty.util.NetUtil;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.meshparity.proxyruntime.mixer.config.ConfigurationRefused;
import org.meshparity.proxyruntime.mixer.config.KubernetesObjects;
import org.meshparity.proxyruntime.mixer.config.KubernetesObjects.KubernetesObject;

/**
 * The pods of a cluster, found by uid or address.
 *
 * <p>The real Mixer watches the Kubernetes API for them. Here they come from a file, as that API
 * writes them; pods that come and go meanwhile are not seen.
 */
public final class PodDirectory {

  private final Map<String, Pod> byKey;

  private PodDirectory(Map<String, Pod> byKey) {
    this.byKey = Map.copyOf(byKey);
  }

  /** Nothing is known of any pod: reports say themselves what they know. */
  public static PodDirectory none() {
    return new PodDirectory(Map.of());
  }

  /**
   * The pods of a file that {@code kubectl get pods,replicasets,replicationcontrollers -o yaml} (or
   * json) wrote; the sets and controllers lead from a pod to its deployment.
   *
   * @throws ConfigurationRefused with everything that is wrong in the file
   * @throws IOException when the file cannot be read
   */
  public static PodDirectory load(Path file) throws IOException {
    List<KubernetesObject> objects = KubernetesObjects.read(file);
    Map<String, Pod.Owner> owners = new HashMap<>();
    for (KubernetesObject object : objects) {
      object
          .controller()
          .ifPresent(
              c -> owners.put(key(object), Pod.Owner.of(c.apiVersion(), c.kind(), c.name())));
    }
    Map<String, Pod> pods = new HashMap<>();
    for (KubernetesObject object : objects) {
      if (object.kind().equals("Pod")) {
        add(pods, pod(object, owners));
      }
    }
    return new PodDirectory(pods);
  }

  private static void add(Map<String, Pod> pods, Pod pod) {
    pods.put(pod.namespace() + "/" + pod.name(), pod);
    byte[] ip = NetUtil.createByteArrayFromIpAddressString(pod.ip());
    if (ip != null) {
      pods.put(addressKey(ip), pod);
    }
  }

  private static String key(KubernetesObject object) {
    return object.kind() + "/" + object.namespace() + "/" + object.name();
  }

  private static Pod pod(KubernetesObject object, Map<String, Pod.Owner> owners) {
    Optional<Pod.Owner> owner = Optional.ofNullable(owners.get(key(object)));
    Optional<Pod.Owner> above =
        owner
            .filter(o -> o.kind().equals("ReplicaSet") || o.kind().equals("ReplicationController"))
            .map(o -> owners.get(o.kind() + "/" + object.namespace() + "/" + o.name()));
    return new Pod(
        object.name(),
        object.namespace(),
        object.podIp(),
        object.hostIp(),
        object.labels(),
        object.serviceAccount(),
        object.containers(),
        above.or(() -> owner));
  }

  boolean isEmpty() {
    return byKey.isEmpty();
  }

  /** The pod of a uid like {@code kubernetes://POD.NAMESPACE}. */
  Optional<Pod> ofUid(String uid) {
    String name = uid.startsWith(Pod.UID_PREFIX) ? uid.substring(Pod.UID_PREFIX.length()) : uid;
    int dot = name.indexOf('.');
    if (dot < 0 || name.indexOf('.', dot + 1) >= 0) {
      return Optional.ofNullable(byKey.get(name));
    }
    return Optional.ofNullable(byKey.get(name.substring(dot + 1) + "/" + name.substring(0, dot)));
  }

  /** The pod at an address. */
  Optional<Pod> ofAddress(byte[] ip) {
    boolean unspecified = true;
    for (byte each : ip) {
      unspecified &= each == 0;
    }
    return unspecified ? Optional.empty() : Optional.ofNullable(byKey.get(addressKey(ip)));
  }

  private static String addressKey(byte[] ip) {
    boolean mapped = ip.length == 16 && ip[10] == -1 && ip[11] == -1;
    for (int i = 0; mapped && i < 10; i++) {
      mapped = ip[i] == 0;
    }
    return Arrays.toString(mapped ? Arrays.copyOfRange(ip, 12, 16) : ip);
  }
}
