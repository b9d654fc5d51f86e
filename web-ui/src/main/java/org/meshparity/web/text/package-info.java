/** How numbers, times and the contract's words are written for people. */
@NullMarked
package org.meshparity.web.text;

import org.jspecify.annotations.NullMarked;
