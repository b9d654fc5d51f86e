/** The expressions of the stats filter's configuration: the part of CEL that people write there. */
@NullMarked
package org.meshparity.proxyruntime.inproxy.expression;

import org.jspecify.annotations.NullMarked;
