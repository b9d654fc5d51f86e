/** Whether a comparison is set up so that it can prove anything, before it is made. */
@NullMarked
package org.meshparity.comparator.preflight;

import org.jspecify.annotations.NullMarked;
