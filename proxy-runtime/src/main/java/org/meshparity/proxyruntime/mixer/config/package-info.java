/** Mixer's configuration: custom resources as YAML, read strictly, to metrics and rules. */
@NullMarked
package org.meshparity.proxyruntime.mixer.config;

import org.jspecify.annotations.NullMarked;
