package org.meshparity.proxyruntime.sidecar;

import org.meshparity.proxyruntime.attribute.AttributeBag;
import org.meshparity.proxyruntime.attribute.AttributeValue;
import org.meshparity.proxyruntime.inproxy.NodeMetadata;

/** Adds to a report what Kubernetes would tell Mixer of the pods that it names by their uid. */
final class WorkloadAttributes {

  private WorkloadAttributes() {}

  static AttributeBag added(AttributeBag reported, WorkloadDirectory directory) {
    AttributeBag.Builder bag = AttributeBag.builder().putAll(reported);
    add(bag, reported, directory, "source");
    add(bag, reported, directory, "destination");
    return bag.build();
  }

  private static void add(
      AttributeBag.Builder bag, AttributeBag reported, WorkloadDirectory directory, String side) {
    if (!(reported.get(side + ".uid") instanceof AttributeValue.Text uid)) {
      return;
    }
    directory.find(uid.value()).ifPresent(node -> put(bag, side, node));
  }

  /**
   * Says who a pod is.
   *
   * @param side {@code source} or {@code destination}
   */
  static void put(AttributeBag.Builder bag, String side, NodeMetadata node) {
    bag.text(side + ".name", node.name());
    bag.text(side + ".namespace", node.namespace());
    bag.text(side + ".workload.name", node.workloadName());
    bag.text(side + ".workload.namespace", node.namespace());
    bag.text(side + ".owner", node.owner());
    bag.textMap(side + ".labels", node.labels());
  }
}
