/** Where samples come from: the Prometheus API, exposition text, direct scrapes; one contract. */
@NullMarked
package org.meshparity.comparator.source;

import org.jspecify.annotations.NullMarked;
