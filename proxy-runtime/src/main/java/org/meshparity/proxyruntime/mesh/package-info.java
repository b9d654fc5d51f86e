/** Bookinfo on loopback: workloads, sidecars, gateway, load and faults. */
@NullMarked
package org.meshparity.proxyruntime.mesh;

import org.jspecify.annotations.NullMarked;
