/** From findings and causes to a decision. */
@NullMarked
package org.meshparity.comparator.gate;

import org.jspecify.annotations.NullMarked;
