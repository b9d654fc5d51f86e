/** The program: its main and what all commands have in common. */
@NullMarked
package org.meshparity;

import org.jspecify.annotations.NullMarked;
