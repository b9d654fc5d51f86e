package org.meshparity.proxyruntime.inproxy;

import java.util.ArrayList;
import java.util.List;
import org.meshparity.proxyruntime.IstioRelease;

/**
 * A shard for every thread that records. The shard of a thread that ended goes to the next new one,
 * so there are never more than threads that live at once.
 */
final class Shards {

  private final Registry registry;
  private final IstioRelease release;
  private final List<Owned> all = new ArrayList<>();
  private final ThreadLocal<Shard> mine = ThreadLocal.withInitial(this::claim);

  Shards(Registry registry, IstioRelease release) {
    this.registry = registry;
    this.release = release;
  }

  /** The calling thread's. */
  Shard mine() {
    return mine.get();
  }

  synchronized int count() {
    return all.size();
  }

  private synchronized Shard claim() {
    for (Owned owned : all) {
      if (!owned.owner.isAlive()) {
        owned.owner = Thread.currentThread();
        return owned.shard;
      }
    }
    Owned owned = new Owned(new Shard(all.size(), registry, release), Thread.currentThread());
    all.add(owned);
    return owned.shard;
  }

  private static final class Owned {
    private final Shard shard;
    private Thread owner;

    Owned(Shard shard, Thread owner) {
      this.shard = shard;
      this.owner = owner;
    }
  }
}
