/**
 * The whole thing on one machine: the mesh, a real Prometheus found or fetched here, the service.
 */
@NullMarked
package org.meshparity.demo;

import org.jspecify.annotations.NullMarked;
