package org.meshparity.comparator.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Takes JSON apart while its bytes arrive: a pull reader over one reused buffer that makes no
 * object at all. It is as strict as RFC 8259: whatever is not JSON is refused, never guessed.
 *
 * <p>A text or number stands in the buffer, between {@link #from} and {@link #to} of {@link #text},
 * until the next call. A reader that knows what comes next may look into the buffer itself and move
 * {@link #at}: that is how samples get past the general grammar, see {@link SampleRow}.
 */
final class JsonBytes {

  private static final String WHAT_API = "is this the URL of a Prometheus-compatible API?";
  private static final int LONGEST_TEXT = 1 << 20;
  private static final int DEEPEST = 100;

  private final InputStream in;
  private final JsonText decoded = new JsonText();
  private final BytesPool names = new BytesPool();
  private boolean first;
  private int moved;
  private long reads;

  // Open to the package, for those who read samples: the bytes [at, end) have not been read yet.
  byte[] buffer = new byte[1 << 16];
  int at;
  int end;

  // What was read last.
  byte[] text = buffer;
  int from;
  int to;

  JsonBytes(InputStream in) {
    this.in = in;
  }

  /** Whether nothing but blanks is left. */
  boolean ended() throws IOException {
    return peek() < 0;
  }

  /** What the next value starts with, which tells its kind. */
  int kind() throws IOException {
    int next = peek();
    if (next < 0) {
      throw cut();
    }
    return next;
  }

  /** Whether the next value starts so; if it does, that byte is read. */
  boolean opens(char with) throws IOException {
    if (kind() != with) {
      return false;
    }
    at++;
    first = true;
    return true;
  }

  /** Whether so many bytes can be looked at; reads on if they cannot. */
  boolean holds(int bytes) throws IOException {
    while (end - at < bytes) {
      if (!canRead()) {
        return false;
      }
    }
    return true;
  }

  /** How often it has read on: what stood in the buffer before may have moved. */
  long reads() {
    return reads;
  }

  /** For those who read an element in the buffer: it ends here. */
  void passElement(int behind) {
    at = behind;
    first = false;
  }

  /** Goes to the next element of an array; false at its end. */
  boolean nextElement() throws IOException {
    return next(']');
  }

  /** Goes to the value of an object's next member and reads its name; false at its end. */
  boolean nextMember() throws IOException {
    if (!next('}')) {
      return false;
    }
    readText();
    if (at == end || buffer[at] != ':') {
      keep();
      if (kind() != ':') {
        throw notJson("a name without a value");
      }
    }
    at++;
    return true;
  }

  /** What was read stays as it is although the buffer may move on. */
  private void keep() {
    if (text == buffer) {
      decoded.copy(text, from, to);
      found(decoded.bytes(), 0, decoded.length());
    }
  }

  private boolean next(char close) throws IOException {
    int next = kind();
    boolean inside = !first;
    first = false;
    if (next == close) {
      at++;
      return false;
    }
    if (inside) {
      if (next != ',') {
        throw notJson("no comma between two values");
      }
      at++;
    }
    return true;
  }

  /** Reads a text, its escapes resolved. */
  void readText() throws IOException {
    if (kind() != '"') {
      throw notJson("no text where one belongs");
    }
    boolean plain = true;
    int i = at + 1;
    while (true) {
      i = Bytes.textStop(buffer, i, end);
      if (i >= end || (buffer[i] == '\\' && i + 1 == end)) {
        i -= more();
        continue;
      }
      if (buffer[i] == '"') {
        break;
      }
      if (buffer[i] >= 0 && buffer[i] < ' ') {
        throw notJson("a control character in a text");
      }
      plain = false;
      i += buffer[i] == '\\' ? 2 : 1;
    }
    found(buffer, at + 1, i);
    at = i + 1;
    if (!plain) {
      decoded.decode(buffer, from, to);
      found(decoded.bytes(), 0, decoded.length());
    }
  }

  /** What was read last, as a string: the same one for the same letters. */
  String string() {
    return names.intern(text, from, to, Bytes.hash(text, from, to));
  }

  /** Reads a number, as it is written. */
  void readNumber() throws IOException {
    kind();
    int i = at;
    while (true) {
      while (i < end && isOfNumber(buffer[i])) {
        i++;
      }
      if (i < end) {
        break;
      }
      i -= more(); // an answer is an object, so it never ends with a number
    }
    if (!JsonText.isNumber(buffer, at, i)) {
      throw notJson("something that is no value");
    }
    found(buffer, at, i);
    at = i;
  }

  private static boolean isOfNumber(byte c) {
    return (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E';
  }

  /** Passes over a value of any kind. */
  void skip() throws IOException {
    skip(1);
  }

  private void skip(int depth) throws IOException {
    if (depth > DEEPEST) {
      throw beyond("nested more than " + DEEPEST + " deep");
    }
    switch (kind()) {
      case '"' -> readText();
      case 't' -> word("true");
      case 'f' -> word("false");
      case 'n' -> word("null");
      case '{' -> {
        at++;
        first = true;
        while (nextMember()) {
          skip(depth + 1);
        }
      }
      case '[' -> {
        at++;
        first = true;
        while (nextElement()) {
          skip(depth + 1);
        }
      }
      default -> readNumber();
    }
  }

  private void word(String word) throws IOException {
    for (int i = 0; i < word.length(); i++) {
      if (at == end) {
        more();
      }
      if (buffer[at++] != word.charAt(i)) {
        throw notJson("something that is no value");
      }
    }
  }

  private int peek() throws IOException {
    while (true) {
      while (at < end) {
        byte next = buffer[at];
        if (next != ' ' && next != '\n' && next != '\r' && next != '\t') {
          return next & 0xFF;
        }
        at++;
      }
      if (!canRead()) {
        return -1;
      }
    }
  }

  /** Reads on, and says how far the unread bytes have moved to the front. */
  private int more() throws IOException {
    if (!canRead()) {
      throw cut();
    }
    return moved;
  }

  /** Reads on; false if there is nothing more. */
  private boolean canRead() throws IOException {
    reads++;
    moved = at;
    System.arraycopy(buffer, at, buffer, 0, end - at);
    end -= at;
    at = 0;
    if (end == buffer.length) {
      if (end >= LONGEST_TEXT) {
        throw beyond("with a text of more than " + LONGEST_TEXT + " bytes");
      }
      buffer = Arrays.copyOf(buffer, 2 * end);
    }
    int got = in.read(buffer, end, buffer.length - end);
    end += Math.max(got, 0);
    return got >= 0;
  }

  private void found(byte[] where, int first, int behind) {
    text = where;
    from = first;
    to = behind;
  }

  static WrongAnswer notJson(String because) {
    return new WrongAnswer("answered with something else than JSON: " + because, WHAT_API);
  }

  private static WrongAnswer beyond(String measure) {
    return new WrongAnswer("answered beyond all measure, " + measure, WHAT_API);
  }

  private static WrongAnswer cut() {
    return new WrongAnswer("sent only a part of its answer", "was it cut off on the way?");
  }
}
