package org.meshparity.comparator.envelope;

import org.meshparity.comparator.envelope.RawMetric.Part;

/**
 * One number of a page.
 *
 * @param name under which the pack knows the metric
 * @param part which of a child's numbers it is
 * @param bound of a bucket, as printed; NaN for everything else
 * @param value as written; it may be no count at all
 */
public record ExactSample(String name, Part part, double bound, double value) {}
