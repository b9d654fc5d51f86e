/**
 * The independent truth: worlds in which every event is known, seen by two generations of metrics
 * through scrapes as they really happen. Written against the facts, never against the engine.
 */
@NullMarked
package org.meshparity.comparator.simulation;

import org.jspecify.annotations.NullMarked;
