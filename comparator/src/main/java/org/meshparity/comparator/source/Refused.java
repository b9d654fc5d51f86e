package org.meshparity.comparator.source;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A status of refusal, before it is decided whether to ask again. */
final class Refused extends IOException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final @Nullable String retryAfter;
  private final WrongAnswer answer;

  Refused(int status, @Nullable String retryAfter, WrongAnswer answer) {
    super(answer);
    this.status = status;
    this.retryAfter = retryAfter;
    this.answer = answer;
  }

  int status() {
    return status;
  }

  @Nullable String retryAfter() {
    return retryAfter;
  }

  /** What to say if that was the last word. */
  WrongAnswer answer() {
    return answer;
  }
}
