package org.meshparity.comparator.envelope;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meshparity.rules.SideRules.Restart;

/**
 * Joins the pages before with the pages now, series by series, and finds out whether a process
 * restarted between them: then nobody knows what it counted before it ended, so nothing of that
 * side has an upper bound. A series that expired and one whose process restarted look alike.
 *
 * <p>Evidence is a series that fell or is gone, and the pack's restart signal. Hashes are those of
 * the whole series, {@code le} included.
 */
public final class Restarts {

  private static final String REMEDY =
      "its process restarted or the series expired; take both pages in one life of the process";

  private final @Nullable Restart signal;
  private final Map<String, Page> pages = new LinkedHashMap<>();
  private @Nullable String found;

  private record Page(String file, EarlierValues values) {}

  /** With the pack's restart signal, if it has one. */
  public Restarts(Optional<Restart> signal) {
    this.signal = signal.orElse(null);
  }

  /** A series of the page before of one exporter. */
  public void before(String instance, String file, long line, long hash, double value) {
    Page page = pages.computeIfAbsent(instance, i -> new Page(file, new EarlierValues()));
    if (!page.values().put(hash, value, line)) {
      note(file + ":" + line + " cannot be told apart from another series of that page");
    }
  }

  /** A series of the page now. */
  public void now(String instance, String file, long line, long hash, double value) {
    double earlier = earlier(instance, hash);
    if (value < earlier) {
      note(
          file
              + ":"
              + line
              + " shows "
              + value
              + " after "
              + earlier
              + " in the page before: "
              + REMEDY);
    }
  }

  /** The restart signal in the page now. */
  public void signal(String instance, String file, long line, long hash, double value) {
    double earlier = earlier(instance, hash);
    boolean moved =
        signal != null
            && (signal.kind() == Restart.Kind.UPTIME ? value < earlier : value != earlier);
    if (moved && !Double.isNaN(earlier)) {
      note(file + ":" + line + " shows that the process restarted since the page before");
    }
  }

  private double earlier(String instance, long hash) {
    Page page = pages.get(instance);
    return page == null ? Double.NaN : page.values().take(hash);
  }

  private void note(String reason) {
    found = found == null ? reason : found;
  }

  /** The first evidence of a restart, once all pages are in; empty if there is none. */
  public Optional<String> found() {
    for (Page page : pages.values()) {
      int gone = page.values().firstLeft();
      if (gone > 0) {
        note(page.file() + ":" + gone + " has a series that the page now lacks: " + REMEDY);
      }
    }
    return Optional.ofNullable(found);
  }
}
