package org.meshparity.comparator.envelope;

import org.meshparity.comparator.envelope.RawMetric.Part;

/**
 * One number of a page.
 *
 * @param named as what the pack knows its series
 * @param part which of a child's numbers it is
 * @param bound of a bucket, as printed; NaN for everything else
 * @param value as written; it may be no count at all
 */
public record ExactSample(Named named, Part part, double bound, double value) {}
