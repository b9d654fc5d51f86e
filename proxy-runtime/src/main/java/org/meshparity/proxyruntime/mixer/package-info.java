/** The legacy emitter: reports over gRPC become metrics on a page. */
@NullMarked
package org.meshparity.proxyruntime.mixer;

import org.jspecify.annotations.NullMarked;
