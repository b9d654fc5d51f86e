package org.meshparity.comparator.source;

import org.jspecify.annotations.Nullable;

/**
 * A source could not be reached, refused, was cut off or lied. Its message names the source, the
 * query and the remedy.
 */
public sealed class SourceUnavailable extends Exception permits AskAgain, QueryTooLarge {

  private static final long serialVersionUID = 1L;

  public SourceUnavailable(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
