package org.meshparity.proxyruntime.attribute;

/** A request that Mixer refuses. What came before the refused bag has been counted already. */
public final class MalformedReport extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean otherDictionary;

  MalformedReport(String message, boolean otherDictionary) {
    super(message);
    this.otherDictionary = otherDictionary;
  }

  /** Whether the client uses words that this dictionary does not have. */
  public boolean isOtherDictionary() {
    return otherDictionary;
  }
}
