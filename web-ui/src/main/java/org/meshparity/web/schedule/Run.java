package org.meshparity.web.schedule;

import java.time.Instant;

/**
 * One execution of a comparison.
 *
 * @param id unique within the service
 * @param comparison the configured name
 * @param window that was asked for
 * @param asked when it was put in line
 */
public record Run(
    String id,
    String comparison,
    Trigger trigger,
    Window window,
    Instant asked,
    Progress progress) {

  /** The window that was compared, as far as that is known yet. */
  public Window about() {
    return progress.summary().map(Summary::compared).orElse(window);
  }

  /** The same run over another window. */
  Run over(Window other) {
    return new Run(id, comparison, trigger, other, asked, progress);
  }

  /** The same run, further on. */
  public Run with(Progress next) {
    return new Run(id, comparison, trigger, window, asked, next);
  }
}
