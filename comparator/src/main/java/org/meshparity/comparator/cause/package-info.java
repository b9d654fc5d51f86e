/** From findings to named causes (SEMANTICS 5). */
@NullMarked
package org.meshparity.comparator.cause;

import org.jspecify.annotations.NullMarked;
