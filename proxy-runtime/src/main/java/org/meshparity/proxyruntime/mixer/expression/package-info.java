/** Mixer's expression language: text to a checked tree, and the tree to something quick. */
@NullMarked
package org.meshparity.proxyruntime.mixer.expression;

import org.jspecify.annotations.NullMarked;
