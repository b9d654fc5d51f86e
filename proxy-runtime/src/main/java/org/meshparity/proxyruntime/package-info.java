/** Telemetry producers: what a mesh emits before, during and after the migration. */
@NullMarked
package org.meshparity.proxyruntime;

import org.jspecify.annotations.NullMarked;
