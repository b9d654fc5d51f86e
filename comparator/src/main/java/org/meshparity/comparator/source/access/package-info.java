/** How a backend is reached: credentials, TLS, headers, encodings. Knows nothing of metrics. */
@NullMarked
package org.meshparity.comparator.source.access;

import org.jspecify.annotations.NullMarked;
