/** Worlds with something wrong in their set-up, for any source that can hold them. */
@NullMarked
package org.meshparity.comparator.preflight;

import org.jspecify.annotations.NullMarked;
