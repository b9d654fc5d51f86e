/** One comparison from pack to report. */
@NullMarked
package org.meshparity.comparator.run;

import org.jspecify.annotations.NullMarked;
