package org.meshparity.proxyruntime.attribute;

/** A request that Mixer refuses. What came before the refused bag has been counted already. */
public final class MalformedReport extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What is wrong, which decides how the client is answered. */
  public enum Reason {
    /** The bytes are no such message; nothing of it was counted. */
    NOT_A_MESSAGE,
    /** The client uses words that this dictionary does not have; nothing was counted. */
    OTHER_DICTIONARY,
    /** A bag that updates the one before it cannot be understood; the ones before it can. */
    BAD_BAG
  }

  private final Reason reason;

  /** Without a stack trace: anybody can send rubbish, and should not cost more than a report. */
  MalformedReport(Reason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  static MalformedReport notAMessage(String why) {
    return new MalformedReport(Reason.NOT_A_MESSAGE, "error unmarshalling request: " + why);
  }

  /** What is wrong. */
  public Reason reason() {
    return reason;
  }
}
