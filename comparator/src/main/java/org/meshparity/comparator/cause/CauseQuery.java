package org.meshparity.comparator.cause;

/**
 * A query that an operator can paste.
 *
 * @param side legacy or candidate: whose server to ask
 * @param at the instant to ask it at, in milliseconds since the epoch
 */
public record CauseQuery(String side, String promql, long at) {}
