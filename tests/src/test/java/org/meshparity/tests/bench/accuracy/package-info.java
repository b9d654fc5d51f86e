/**
 * How often {@code check} is right: meshes whose truth is known, in a real Prometheus, and every
 * verdict held against that truth. Nothing here uses the engine but through its command and its
 * report.
 */
@NullMarked
package org.meshparity.tests.bench.accuracy;

import org.jspecify.annotations.NullMarked;
