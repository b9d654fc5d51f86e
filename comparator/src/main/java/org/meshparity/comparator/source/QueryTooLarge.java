package org.meshparity.comparator.source;

import org.jspecify.annotations.Nullable;

/**
 * One query wants more than its source grants: samples, series, bytes or time. The same question in
 * smaller parts may be answered, which is what sets it apart from any other {@link
 * SourceUnavailable}.
 */
public final class QueryTooLarge extends SourceUnavailable {

  private static final long serialVersionUID = 1L;

  public QueryTooLarge(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
