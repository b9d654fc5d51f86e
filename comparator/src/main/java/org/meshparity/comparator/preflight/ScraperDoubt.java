package org.meshparity.comparator.preflight;

/**
 * Why what the scrapers of a side's targets wrote proves nothing.
 *
 * @param sentence what is wrong
 * @param remedy what to ask for instead
 */
public record ScraperDoubt(String sentence, String remedy) {}
