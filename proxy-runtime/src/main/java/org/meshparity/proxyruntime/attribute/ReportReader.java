package org.meshparity.proxyruntime.attribute;

import java.util.function.ToIntFunction;

/**
 * Reads the bags of a report straight from its bytes, forgiving what the real Mixer 1.3 was seen to
 * forgive.
 *
 * <p>A message is first checked from end to end, because nothing of a broken one may be counted,
 * and then read bag by bag without making objects of what nobody wants. A bag that stands alone is
 * looked up lazily in Mixer: an attribute whose word does not exist is simply absent. Only where a
 * bag updates the one before it are all words resolved, and an unknown one, or one name with values
 * of two types, refuses the rest of the request after the bags before it were counted.
 *
 * <p>Its memory is bounded by the largest message, whatever the message says. Not safe for use by
 * several threads.
 */
public final class ReportReader {

  private static final int ATTRIBUTES = field(1, WireCursor.DELIMITED);
  private static final int DEFAULT_WORDS = field(2, WireCursor.DELIMITED);
  private static final int GLOBAL_WORD_COUNT = field(3, WireCursor.VARINT);
  private static final int SEMANTICS = field(4, WireCursor.VARINT);
  static final int WORDS = field(1, WireCursor.DELIMITED);
  private static final int INDEPENDENT = 1;

  private final WordTable table;
  private final Word[] globals;
  private final WordList defaults = new WordList();
  private final WordList own = new WordList();
  private final BagCheck check = new BagCheck();
  private final BagVisit visit;

  private byte[] message = new byte[0];
  private boolean independent;
  private int globalWordCount;
  private int bags;

  /**
   * A reader for one user.
   *
   * @param tags what the user calls the attribute of a name, -1 for what is of no use
   */
  public ReportReader(ToIntFunction<String> tags) {
    table = new WordTable(tags);
    globals = new Word[GlobalDictionary.size()];
    for (int i = 0; i < globals.length; i++) {
      globals[i] = table.of(String.valueOf(GlobalDictionary.word(i)));
    }
    visit = new BagVisit(table, globals);
  }

  /**
   * Checks a message and says how many bags it has. Nothing is handed out yet.
   *
   * @throws MalformedReport when it is no such message or speaks another dictionary
   */
  public int open(byte[] bytes) {
    message = bytes;
    defaults.clear();
    independent = false;
    globalWordCount = 0;
    bags = 0;
    WireCursor in = new WireCursor(bytes);
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      survey(tag, in);
    }
    refuseOtherDictionary();
    return bags;
  }

  private void survey(int tag, WireCursor in) {
    if (tag == ATTRIBUTES) {
      int end = in.length() + in.at();
      check.bag(in, message, end);
      bags++;
    } else if (tag == DEFAULT_WORDS) {
      int length = in.length();
      WireCursor.requireUtf8(message, in.at(), length);
      defaults.add(in.at(), length);
      in.skip(length);
    } else if (tag == GLOBAL_WORD_COUNT) {
      globalWordCount = in.varint32();
    } else if (tag == SEMANTICS) {
      independent = in.varint32() == INDEPENDENT;
    } else {
      in.skipField(tag, 0);
    }
  }

  private void refuseOtherDictionary() {
    if (Integer.compareUnsigned(globalWordCount, globals.length) > 0) {
      throw new MalformedReport(
          "inconsistent global dictionary versions used: mixer knows "
              + globals.length
              + " words, caller knows "
              + Integer.toUnsignedString(globalWordCount));
    }
  }

  /**
   * Hands the bags of the message that was opened to {@code sink}, in order.
   *
   * @throws MalformedReport when a bag, and with it all behind it, is refused
   */
  public void read(AttributeSink sink) {
    WireCursor in = new WireCursor(message);
    boolean first = true;
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      if (tag != ATTRIBUTES) {
        in.skipField(tag, 0);
        continue;
      }
      int end = in.length() + in.at();
      sink.begin(independent || first);
      bag(in.at(), end, sink, independent || first);
      sink.end();
      in.within(end, message.length);
      first = false;
    }
  }

  private void bag(int start, int end, AttributeSink sink, boolean forgiving) {
    WireCursor in = new WireCursor(message);
    in.within(start, end);
    findWords(in);
    WordList words = own.isEmpty() ? defaults : own;
    in.within(start, end);
    visit.begin(message, words, forgiving);
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      if (BagCheck.isAttribute(tag)) {
        visit.attribute(in, tag >>> 3, sink);
      } else {
        in.skipField(tag, 1);
      }
    }
  }

  private void findWords(WireCursor in) {
    own.clear();
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      if (tag == WORDS) {
        int length = in.length();
        own.add(in.at(), length);
        in.skip(length);
      } else {
        in.skipField(tag, 1);
      }
    }
  }

  private static int field(int number, int form) {
    return (number << 3) | form;
  }
}
