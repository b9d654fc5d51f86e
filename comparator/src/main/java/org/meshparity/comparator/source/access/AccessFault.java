package org.meshparity.comparator.source.access;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A backend was not asked, because what is needed to be let in could not be had. The message
 * continues a sentence that starts with the source's name and holds no secret.
 */
public final class AccessFault extends IOException {

  private static final long serialVersionUID = 1L;

  public AccessFault(String message) {
    this(message, null);
  }

  public AccessFault(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
