/** The whole of a run as a value, and its text and JSON. */
@NullMarked
package org.meshparity.comparator.report;

import org.jspecify.annotations.NullMarked;
