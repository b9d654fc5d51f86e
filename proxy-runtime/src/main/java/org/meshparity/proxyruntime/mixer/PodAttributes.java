package org.meshparity.proxyruntime.mixer;

import io.netty.util.NetUtil;
import java.util.Optional;
import org.meshparity.proxyruntime.mixer.expression.Frame;
import org.meshparity.proxyruntime.mixer.expression.Slots;

/**
 * Adds to a report what is known of the pods it is about, as Mixer's preprocessing does.
 *
 * <p>What the report says itself stands. A pod that is not found adds nothing, so that labels fall
 * back on their own words for it.
 */
final class PodAttributes {

  private final PodDirectory pods;
  private final Side source;
  private final Side destination;
  private final int port;
  private final int container;

  PodAttributes(PodDirectory pods, Slots slots) {
    this.pods = pods;
    boolean used = !pods.isEmpty();
    this.source = new Side("source", slots, used);
    this.destination = new Side("destination", slots, used);
    this.port = used ? slots.use("destination.port") : -1;
    this.container = slots.find("destination.container.name");
  }

  void generate(Frame frame) {
    if (pods.isEmpty()) {
      return;
    }
    long number = frame.wholeAt(port, 0);
    destination
        .pod(frame)
        .ifPresent(
            pod -> {
              destination.fill(frame, pod);
              String name = pod.containers().get(number);
              if (name != null) {
                frame.generate(container, name);
              }
            });
    source.pod(frame).ifPresent(pod -> source.fill(frame, pod));
  }

  /** One end of the request, and where its attributes go. */
  private final class Side {
    private final int uid;
    private final int ip;
    private final int labels;
    private final int name;
    private final int namespace;
    private final int owner;
    private final int serviceAccount;
    private final int workloadUid;
    private final int workloadName;
    private final int workloadNamespace;

    Side(String side, Slots slots, boolean used) {
      uid = used ? slots.use(side + ".uid") : -1;
      ip = used ? slots.use(side + ".ip") : -1;
      labels = slots.find(side + ".labels");
      name = slots.find(side + ".name");
      namespace = slots.find(side + ".namespace");
      owner = slots.find(side + ".owner");
      serviceAccount = slots.find(side + ".serviceAccount");
      workloadUid = slots.find(side + ".workload.uid");
      workloadName = slots.find(side + ".workload.name");
      workloadNamespace = slots.find(side + ".workload.namespace");
    }

    /** By its uid, or by its address if the report names no uid. */
    Optional<Pod> pod(Frame frame) {
      String text = frame.textAt(uid);
      if (text != null && !text.isEmpty()) {
        return pods.ofUid(text);
      }
      byte[] address = frame.rawAt(ip);
      return address == null ? Optional.empty() : pods.ofAddress(address);
    }

    void fill(Frame frame, Pod pod) {
      if (!pod.labels().isEmpty()) {
        frame.generate(labels, pod.labels());
      }
      byte[] address = NetUtil.createByteArrayFromIpAddressString(pod.ip());
      if (address != null) {
        frame.generate(ip, address);
      }
      frame.generate(uid, pod.uid());
      frame.generate(name, pod.name());
      frame.generate(namespace, pod.namespace());
      if (!pod.serviceAccount().isEmpty()) {
        frame.generate(serviceAccount, pod.serviceAccount());
      }
      pod.ownerLink().ifPresent(link -> frame.generate(owner, link));
      frame.generate(workloadUid, pod.workloadUid());
      frame.generate(workloadName, pod.workloadName());
      frame.generate(workloadNamespace, pod.namespace());
    }
  }
}
