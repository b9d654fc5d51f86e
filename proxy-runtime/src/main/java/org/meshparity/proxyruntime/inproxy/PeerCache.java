package org.meshparity.proxyruntime.inproxy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the peers a proxy has met, so that metadata is read once and not with every request.
 *
 * <p>Each thread remembers its own, as a proxy's workers do, so nothing is locked. Bounded: the
 * peer not met for longest makes room. A peer that introduces itself otherwise than before is read
 * again.
 */
public final class PeerCache {

  private final int maximum;
  private final ThreadLocal<Map<String, Entry>> mine;

  /**
   * An empty cache.
   *
   * @param maximum how many peers a thread remembers, 1 or more; negative for none at all
   */
  public PeerCache(int maximum) {
    if (maximum == 0) {
      throw new IllegalArgumentException("maximum must be >= 1, or negative for none, was 0");
    }
    this.maximum = maximum;
    mine = ThreadLocal.withInitial(() -> new LeastRecentlyMet(maximum));
  }

  /** The peer that sent these two headers; null when they cannot be read. */
  public @Nullable NodeMetadata peer(String id, String header) {
    if (maximum < 0) {
      return PeerMetadata.decode(id, header).orElse(null);
    }
    Map<String, Entry> peers = mine.get();
    Entry known = peers.get(id);
    if (known != null && known.header().equals(header)) {
      return known.peer();
    }
    NodeMetadata peer = PeerMetadata.decode(id, header).orElse(null);
    peers.put(id, new Entry(header, peer));
    return peer;
  }

  /** How many peers the calling thread remembers. */
  public int size() {
    return mine.get().size();
  }

  private record Entry(String header, @Nullable NodeMetadata peer) {}

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
