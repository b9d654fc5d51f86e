package org.meshparity.proxyruntime.mixer;

/**
 * What became of one request.
 *
 * @param outcome how the client is answered
 * @param bags how many bags it had, as far as that could be read
 * @param lost how many of them were not, or not wholly, recorded
 * @param message what went wrong; empty if nothing did
 */
public record Receipt(Outcome outcome, int bags, int lost, String message) {

  /** How the client is answered. */
  public enum Outcome {
    /** Every bag was looked at; a bag that no rule matches counts nothing and is no loss. */
    TAKEN,
    /** The bytes are no such message, or the client speaks another dictionary. */
    UNREADABLE,
    /** A bag could not be understood, or a metric could not be made of it. */
    FAILED,
    /** There is too much to do; the reports are lost. */
    OVERLOADED
  }
}
