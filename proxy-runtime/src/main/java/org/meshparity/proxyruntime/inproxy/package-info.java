/**
 * The in-proxy generator: peer metadata, standard labels, log-linear histograms, the stats page.
 */
@NullMarked
package org.meshparity.proxyruntime.inproxy;

import org.jspecify.annotations.NullMarked;
