package org.meshparity.comparator.source;

/**
 * What a sink has received is void, and the answer has ended in its middle, but nothing is wrong:
 * the same question, put again, is answered in another way.
 */
public final class AskAgain extends SourceUnavailable {

  private static final long serialVersionUID = 1L;

  AskAgain(String message, Unsuited cause) {
    super(message, cause);
  }
}
