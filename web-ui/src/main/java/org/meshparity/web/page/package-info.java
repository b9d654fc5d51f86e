/** The service for people: pages drawn on the server. They show; the comparator decides. */
@NullMarked
package org.meshparity.web.page;

import org.jspecify.annotations.NullMarked;
