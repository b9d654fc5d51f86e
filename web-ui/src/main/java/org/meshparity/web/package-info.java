/** Pages and REST: finds and shows; every decision is the comparator's. */
@NullMarked
package org.meshparity.web;

import org.jspecify.annotations.NullMarked;
