/**
 * What a migration changes, as data: packs, and the strict reader that refuses what it does not
 * understand.
 */
@NullMarked
package org.meshparity.rules;

import org.jspecify.annotations.NullMarked;
