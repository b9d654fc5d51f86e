/** The HTTP reverse proxy with both generators as filters. */
@NullMarked
package org.meshparity.proxyruntime.sidecar;

import org.jspecify.annotations.NullMarked;
