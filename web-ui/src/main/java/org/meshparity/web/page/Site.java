package org.meshparity.web.page;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * What all pages have in common.
 *
 * @param open whether somebody else than this machine can reach it without a login
 * @param notice what every page says at its top
 */
public record Site(boolean open, Supplier<Optional<Notice>> notice) {}
