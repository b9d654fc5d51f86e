/** The settings file of the service, read strictly. */
@NullMarked
package org.meshparity.web.config;

import org.jspecify.annotations.NullMarked;
