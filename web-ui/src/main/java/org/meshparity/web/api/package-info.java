/** The service for programs: REST and its own metrics. */
@NullMarked
package org.meshparity.web.api;

import org.jspecify.annotations.NullMarked;
