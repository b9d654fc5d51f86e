/**
 * From samples to bounds under one identity: delays, lives, births, tails, label mapping (SEMANTICS
 * 2 and 4).
 */
@NullMarked
package org.meshparity.comparator.envelope;

import org.jspecify.annotations.NullMarked;
