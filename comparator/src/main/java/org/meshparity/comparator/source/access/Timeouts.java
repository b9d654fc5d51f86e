package org.meshparity.comparator.source.access;

import java.time.Duration;

/**
 * How long an exchange may take.
 *
 * @param connect longest wait for a connection
 * @param silence longest time without a byte, from the request to the answer's last one
 * @param call longest time for one exchange in all
 */
public record Timeouts(Duration connect, Duration silence, Duration call) {}
