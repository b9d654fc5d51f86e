package org.meshparity.proxyruntime.inproxy;

/** The side of a stream a proxy stands on. */
public enum Reporter {
  /** With the caller. */
  SOURCE("source"),
  /** With the called. */
  DESTINATION("destination");

  private final String text;

  Reporter(String text) {
    this.text = text;
  }

  /** As the label says it. */
  @Override
  public String toString() {
    return text;
  }
}
