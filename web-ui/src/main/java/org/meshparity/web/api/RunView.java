package org.meshparity.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.gate.Outcome;
import org.meshparity.comparator.verdict.Verdict;
import org.meshparity.web.schedule.Progress;
import org.meshparity.web.schedule.Run;
import org.meshparity.web.schedule.Summary;

/** A run as JSON. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RunView(
    String id,
    String comparison,
    String trigger,
    String state,
    Instant asked,
    Instant windowStart,
    Instant windowEnd,
    @Nullable Double tookSeconds,
    @Nullable Outcome outcome,
    @Nullable Integer exitCode,
    @Nullable Map<Verdict, Integer> counts,
    @Nullable List<String> causes,
    @Nullable String failure,
    boolean reportKept) {

  static RunView of(Run run) {
    Progress progress = run.progress();
    Summary summary = progress.summary().orElse(null);
    return new RunView(
        run.id(),
        run.comparison(),
        run.trigger().word(),
        progress.word(),
        run.asked(),
        run.about().start(),
        run.about().end(),
        progress.took().map(took -> took.toMillis() / 1000.0).orElse(null),
        summary == null ? null : summary.outcome(),
        summary == null ? null : summary.exitCode(),
        summary == null ? null : summary.counts(),
        summary == null ? null : summary.causes(),
        progress instanceof Progress.Failed failed ? failed.reason() : null,
        progress.report().isPresent());
  }
}
