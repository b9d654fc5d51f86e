package org.meshparity.proxyruntime.attribute;

/** Takes the attributes of bags as they are read; most are of no use to anybody and are skipped. */
public interface AttributeSink {

  /**
   * Starts a bag.
   *
   * @param alone whether it starts empty; else it updates the one before it
   */
  void begin(boolean alone);

  /**
   * Whether the value of this attribute is wanted; if so, it follows at once.
   *
   * @param kind of several values under one name in one bag, the least kind counts
   */
  boolean wants(Word name, int kind);

  void text(Word name, Word value);

  /** Takes back the text of this name in this bag: the last one sent has no word. */
  void noText(Word name);

  void whole(Word name, long value);

  void real(Word name, double value);

  void flag(Word name, boolean value);

  /** A moment, in seconds and nanoseconds since 1970 as they were sent: any numbers at all. */
  void moment(Word name, long seconds, int nanos);

  /** A length of time, in seconds and nanoseconds as they were sent: any numbers at all. */
  void span(Word name, long seconds, int nanos);

  /** Bytes within a message that must not be kept. */
  void raw(Word name, byte[] message, int from, int length);

  /** Starts a map of strings; its entries follow. */
  void textMap(Word name);

  /** An entry of the map that was started last; of one key, the last counts. */
  void entry(Word key, Word value);

  /** The bag is complete. */
  void end();
}
