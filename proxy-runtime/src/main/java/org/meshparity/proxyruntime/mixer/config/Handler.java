package org.meshparity.proxyruntime.mixer.config;

import java.util.Map;

/**
 * Metrics as they are shown, by the instance each is made of.
 *
 * @param isWhole whether all of it could be read; else a metric may be missing here for that reason
 */
record Handler(ResourceId id, Map<ResourceId, Metric> metrics, boolean isWhole) {}
