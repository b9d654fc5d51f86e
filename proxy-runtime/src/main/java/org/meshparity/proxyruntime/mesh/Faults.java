package org.meshparity.proxyruntime.mesh;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.meshparity.proxyruntime.inproxy.DurationScale;
import org.meshparity.proxyruntime.sidecar.SidecarFaults;

/**
 * What is broken on purpose, switched while the mesh runs.
 *
 * <p>A fault is made where it would really arise, in one sidecar's chain or on its line to Mixer;
 * no page is ever edited. Each name holds one value; setting it again replaces the value.
 */
public final class Faults {

  private volatile Map<FaultName, FaultValue> active = Map.of();

  Faults() {}

  /**
   * Switches a fault on.
   *
   * @param fault {@code NAME=VALUE}
   * @throws IllegalArgumentException on an unknown name or value, naming what is allowed
   */
  public void set(String fault) {
    int equals = fault.indexOf('=');
    if (equals < 0) {
      throw new IllegalArgumentException(
          "--fault must be NAME=VALUE, was \"" + fault + "\"; names: " + FaultName.all());
    }
    set(fault.substring(0, equals), fault.substring(equals + 1));
  }

  /**
   * Switches a fault on.
   *
   * @throws IllegalArgumentException on an unknown name or value, naming what is allowed
   */
  public synchronized void set(String name, String value) {
    FaultName known = FaultName.parse(name);
    FaultValue parsed = known.parseValue(value);
    Map<FaultName, FaultValue> next = new TreeMap<>(active);
    next.put(known, parsed);
    active = next;
  }

  /**
   * Switches a fault off; nothing happens when it is not on.
   *
   * @throws IllegalArgumentException on an unknown name
   */
  public synchronized void clear(String name) {
    Map<FaultName, FaultValue> next = new TreeMap<>(active);
    next.remove(FaultName.parse(name));
    active = next;
  }

  /** What is on now, values by name. */
  public Map<String, String> active() {
    Map<String, String> texts = new LinkedHashMap<>();
    active.forEach((name, value) -> texts.put(name.toString(), value.text()));
    return texts;
  }

  /** What these faults mean for the sidecar of one workload. */
  SidecarFaults of(String workload) {
    return new OneWorkload(workload);
  }

  private final class OneWorkload implements SidecarFaults {

    private final String workload;

    OneWorkload(String workload) {
      this.workload = workload;
    }

    private boolean has(FaultName name) {
      FaultValue value = active.get(name);
      return value != null && value.workloads().contains(workload);
    }

    @Override
    public double reportLoss() {
      FaultValue value = active.get(FaultName.LOSE_REPORTS);
      return value == null ? 0 : value.share();
    }

    @Override
    public boolean hasSecondStatsFilter() {
      return has(FaultName.EMIT_TWICE);
    }

    @Override
    public boolean lacksStatsFilter() {
      return has(FaultName.NO_INPROXY);
    }

    @Override
    public DurationScale durationScale() {
      return has(FaultName.SECONDS_AS_MILLISECONDS)
          ? DurationScale.SECONDS
          : DurationScale.MILLISECONDS;
    }

    @Override
    public Set<String> hiddenLabels() {
      FaultValue value = active.get(FaultName.UNKNOWN_LABEL);
      return value == null ? Set.of() : value.labelsOf(workload);
    }
  }
}
