/** The comparison on a real Prometheus: worlds and counter-examples whose truth is known. */
@NullMarked
package org.meshparity.tests.pushdown;

import org.jspecify.annotations.NullMarked;
