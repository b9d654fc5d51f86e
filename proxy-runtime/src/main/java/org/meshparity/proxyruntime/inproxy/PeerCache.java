package org.meshparity.proxyruntime.inproxy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers the peers a proxy has met, so that metadata is read once and not with every request.
 *
 * <p>Bounded: the peer not met for longest makes room. A peer that introduces itself otherwise than
 * before is read again. Safe for use by several threads.
 */
public final class PeerCache {

  private final Map<String, Entry> peers;

  /**
   * An empty cache.
   *
   * @param maximum how many peers are remembered, 1 or more
   */
  public PeerCache(int maximum) {
    if (maximum < 1) {
      throw new IllegalArgumentException("maximum must be >= 1, was " + maximum);
    }
    peers = new LeastRecentlyMet(maximum);
  }

  /** The peer that sent these two headers; empty when they cannot be read. */
  public synchronized Optional<NodeMetadata> peer(String id, String header) {
    Entry known = peers.get(id);
    if (known != null && known.header().equals(header)) {
      return known.peer();
    }
    Optional<NodeMetadata> peer = PeerMetadata.decode(id, header);
    peers.put(id, new Entry(header, peer));
    return peer;
  }

  private record Entry(String header, Optional<NodeMetadata> peer) {}

  private static final class LeastRecentlyMet extends LinkedHashMap<String, Entry> {

    private static final long serialVersionUID = 1L;

    private final int maximum;

    LeastRecentlyMet(int maximum) {
      super(16, 0.75f, true);
      this.maximum = maximum;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Entry> eldest) {
      return size() > maximum;
    }
  }
}
