/**
 * A real Prometheus on this machine: found on the PATH or fetched once into the user's cache
 * folder, then run on a free port. The demo, the tests and CI all find it here.
 */
@NullMarked
package org.meshparity.demo.prometheus;

import org.jspecify.annotations.NullMarked;
