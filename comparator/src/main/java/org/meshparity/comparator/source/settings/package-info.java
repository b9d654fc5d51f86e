/** What a person writes about sources, read strictly; {@code check} and the service share it. */
@NullMarked
package org.meshparity.comparator.source.settings;

import org.jspecify.annotations.NullMarked;
