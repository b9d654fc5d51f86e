/** Who may ask: host names, origins, content types, and the headers every answer carries. */
@NullMarked
package org.meshparity.web.access;

import org.jspecify.annotations.NullMarked;
