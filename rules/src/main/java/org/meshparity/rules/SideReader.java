package org.meshparity.rules;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.meshparity.rules.SideRules.Restart;

/**
 * Reads what holds for all series of one side.
 *
 * @param lag what a metric takes that does not name its own; empty if each must
 */
record SideReader(SideRules rules, Optional<Duration> lag) {

  private static final List<String> KEYS =
      List.of("selector", "scrape-interval", "lag", "expiry", "restart");

  static SideReader of(Section sides, String name) {
    Section side = sides.requiredSection(name, KEYS);
    SideRules rules =
        new SideRules(
            side.required("selector", Kind.TARGETS, LabelMatchers.ALL),
            side.required("scrape-interval", Kind.INTERVAL, Duration.ofSeconds(15)),
            side.optional("expiry", Kind.INTERVAL),
            restart(side));
    return new SideReader(rules, side.optional("lag", Kind.DURATION));
  }

  private static Optional<Restart> restart(Section side) {
    if (!side.has("restart") || side.isScalar("restart")) {
      return side.optional("restart", node -> named(Kind.SERIES.read(node)));
    }
    return side.section("restart", List.of("series", "kind"))
        .map(
            restart ->
                new Restart(
                    restart.required("series", Kind.SERIES, "none"),
                    restart.required("kind", Kind.word(Restart.Kind.class), Restart.Kind.UPTIME)));
  }

  /** The usual names say which kind of signal they are. */
  private static Restart named(String series) {
    if (series.contains("start_time")) {
      return new Restart(series, Restart.Kind.START_TIME);
    }
    if (series.endsWith("_uptime") || series.endsWith("_uptime_seconds")) {
      return new Restart(series, Restart.Kind.UPTIME);
    }
    throw new IllegalArgumentException(
        "must end in _uptime or contain start_time, or say {series: …, kind: uptime|start-time}");
  }
}
