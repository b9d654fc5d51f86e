package org.meshparity.comparator.preflight;

/**
 * Why one mapped series is not there.
 *
 * @param sentence with {@code %s} where the series are named, so that all that are missing for one
 *     reason become one finding
 * @param remedy what to do about it
 * @param query shows it; empty where no query does
 */
record Rung(
    MappedPart part, PreflightFinding.Kind id, String sentence, String remedy, String query) {}
