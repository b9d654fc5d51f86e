/** When comparisons run, one at a time each, and what they came to. */
@NullMarked
package org.meshparity.web.schedule;

import org.jspecify.annotations.NullMarked;
