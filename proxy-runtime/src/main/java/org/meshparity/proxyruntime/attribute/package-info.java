/** Attribute bags, the dictionary and the wire form: what Mixer and its clients share. */
@NullMarked
package org.meshparity.proxyruntime.attribute;

import org.jspecify.annotations.NullMarked;
