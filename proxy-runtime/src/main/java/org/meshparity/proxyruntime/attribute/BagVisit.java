package org.meshparity.proxyruntime.attribute;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of one bag after another, put into words.
 *
 * <p>A forgiving visit leaves out what has no word. Else all words must exist, also of attributes
 * that nobody wants, and no name may have values of two kinds.
 */
final class BagVisit implements StringMapRead.Entries {

  private final WordTable table;
  private final Word[] globals;
  private final MapEntry entry = new MapEntry();
  private final Map<String, Integer> kinds = new HashMap<>();

  private byte[] message = new byte[0];
  private WordList words = new WordList();
  private @Nullable AttributeSink sink;
  private boolean forgiving;

  BagVisit(WordTable table, Word[] globals) {
    this.table = table;
    this.globals = globals;
  }

  void begin(byte[] message, WordList words, boolean forgiving) {
    this.message = message;
    this.words = words;
    this.forgiving = forgiving;
    if (!forgiving) {
      kinds.clear();
    }
  }

  /** The attribute that starts at the cursor, of a kind. */
  void attribute(WireCursor in, int kind, AttributeSink to) {
    int end = in.length() + in.at();
    int start = in.at();
    entry.read(in, kind, end);
    Word name = word(entry.key);
    if (!forgiving) {
      requireOneKind(name, kind);
    }
    if (kind == MapEntry.STRINGS) {
      text(name, to);
    } else if (name != null && to.wants(name, kind)) {
      value(name, kind, to);
      if (kind == MapEntry.STRING_MAPS) {
        entries(in, start, end, to);
      }
    } else if (kind == MapEntry.STRING_MAPS && !forgiving) {
      entries(in, start, end, null);
    }
  }

  /** Text without a word is absent, and then another kind of value under its name counts. */
  private void text(@Nullable Word name, AttributeSink to) {
    if (name == null || (forgiving && name.tag() < 0)) {
      return;
    }
    Word value = word((int) entry.number);
    if (value == null) {
      to.noText(name);
    } else if (to.wants(name, MapEntry.STRINGS)) {
      to.text(name, value);
    }
  }

  private void value(Word name, int kind, AttributeSink to) {
    switch (kind) {
      case MapEntry.INT64S -> to.whole(name, entry.number);
      case MapEntry.DOUBLES -> to.real(name, entry.real);
      case MapEntry.BOOLS -> to.flag(name, entry.number != 0);
      case MapEntry.TIMESTAMPS -> to.moment(name, entry.number, entry.nanos);
      case MapEntry.DURATIONS -> to.span(name, entry.number, entry.nanos);
      case MapEntry.BYTES -> to.raw(name, message, entry.from, entry.length);
      default -> to.textMap(name);
    }
  }

  private void entries(WireCursor in, int start, int end, @Nullable AttributeSink to) {
    int limit = in.limit();
    in.within(start, limit);
    sink = to;
    StringMapRead.readAll(in, end, this);
    in.within(end, limit);
  }

  @Override
  public void entry(int key, int value) {
    Word name = word(key);
    Word text = word(value);
    AttributeSink to = sink;
    if (to != null && name != null && text != null) {
      to.entry(name, text);
    }
  }

  private void requireOneKind(@Nullable Word name, int kind) {
    if (name == null) {
      return;
    }
    Integer other = kinds.put(name.text(), kind);
    if (other != null && other != kind) {
      throw new MalformedReport("attribute " + name + " has values of two types");
    }
  }

  private @Nullable Word word(int index) {
    Word word = null;
    if (index < 0) {
      word = words.get(~index, message, table);
    } else if (index < globals.length) {
      word = globals[index];
    }
    if (word == null && !forgiving) {
      throw new MalformedReport(
          "attribute index " + index + " is not defined in the available dictionaries");
    }
    return word;
  }
}
