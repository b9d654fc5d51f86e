/** Series identity, labels, units and bounds: values, no input or output, no decisions. */
@NullMarked
package org.meshparity.comparator.series;

import org.jspecify.annotations.NullMarked;
