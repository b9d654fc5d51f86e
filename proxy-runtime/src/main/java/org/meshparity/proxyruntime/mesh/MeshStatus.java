package org.meshparity.proxyruntime.mesh;

import java.util.Map;

/**
 * How a running mesh is.
 *
 * @param istioVersion whose metrics it emits
 * @param installation which generators run, in a sentence
 * @param gatewayUrl where requests enter
 * @param controlUrl where faults are switched
 * @param requests sent so far
 * @param failures how many of them got no answer
 * @param pausing whether the load rests
 * @param faults switched on now, values by name
 */
public record MeshStatus(
    String istioVersion,
    String installation,
    String gatewayUrl,
    String controlUrl,
    long requests,
    long failures,
    boolean pausing,
    Map<String, String> faults) {

  public MeshStatus {
    faults = Map.copyOf(faults);
  }
}
