package org.meshparity.proxyruntime.attribute;

/** A request that Mixer refuses. What came before the refused bag has been counted already. */
public final class MalformedReport extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Without a stack trace: anybody can send rubbish, and should not cost more than a report. */
  MalformedReport(String message) {
    super(message, null, false, false);
  }

  static MalformedReport notAMessage(String why) {
    return new MalformedReport("error unmarshalling request: " + why);
  }
}
