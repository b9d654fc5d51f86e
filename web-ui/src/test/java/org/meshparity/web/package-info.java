/** The service, asked over real sockets. */
@NullMarked
package org.meshparity.web;

import org.jspecify.annotations.NullMarked;
