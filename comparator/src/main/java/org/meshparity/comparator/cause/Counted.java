package org.meshparity.comparator.cause;

import org.meshparity.comparator.series.Bounds;

/** What a group counts somewhere. */
public record Counted(GroupName group, Bounds count) {}
