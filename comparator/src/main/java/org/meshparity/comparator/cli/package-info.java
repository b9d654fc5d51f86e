/** Commands check, diff and packs. */
@NullMarked
package org.meshparity.comparator.cli;

import org.jspecify.annotations.NullMarked;
