/**
 * Who is at the other end of a connection: SPIFFE identities, the certificates that prove them, and
 * mutual TLS. Knows nothing of what the connection carries.
 */
@NullMarked
package org.meshparity.proxyruntime.sidecar.security;

import org.jspecify.annotations.NullMarked;
