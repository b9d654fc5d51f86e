package org.meshparity.proxyruntime.attribute;

/**
 * A string of a report: an attribute's name, or text that an attribute holds.
 *
 * <p>The same few words come in report after report, so a {@link WordTable} keeps them, and what is
 * known about a word is looked up once in its life.
 */
public final class Word {

  private final String text;
  private final int tag;
  private final byte[] utf8;
  private final int hash;

  Word(String text, int tag, byte[] utf8, int hash) {
    this.text = text;
    this.tag = tag;
    this.utf8 = utf8;
    this.hash = hash;
  }

  /** The string. */
  public String text() {
    return text;
  }

  /** What the reader's user calls the attribute of this name; -1 if it has no use for it. */
  public int tag() {
    return tag;
  }

  byte[] utf8() {
    return utf8;
  }

  int hash() {
    return hash;
  }

  @Override
  public String toString() {
    return text;
  }
}
