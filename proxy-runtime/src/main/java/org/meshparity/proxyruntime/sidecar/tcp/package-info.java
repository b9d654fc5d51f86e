/**
 * The TCP side of a sidecar: bytes both ways, the metadata exchange before them, and what v1 and v2
 * tell of a connection.
 */
@NullMarked
package org.meshparity.proxyruntime.sidecar.tcp;

import org.jspecify.annotations.NullMarked;
