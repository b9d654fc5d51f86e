package org.meshparity.comparator.source;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads the two halves of {@code [1700000000.123, "42"]} without making a string of either. */
final class SampleText {

  private static final int LONGEST = 400;

  private final byte[] scratch = new byte[LONGEST];

  /** Seconds with a fraction as exact milliseconds; what lies beyond a millisecond is rounded. */
  long milliseconds(JsonParser json) throws WrongAnswer {
    JsonToken token = json.currentToken();
    if (token != JsonToken.VALUE_NUMBER_FLOAT && token != JsonToken.VALUE_NUMBER_INT) {
      throw ElementReader.wrong("a sample without a time");
    }
    // doubles hold milliseconds exactly for the next 200,000 years, seconds x 1000 rounds to them
    double seconds = parse(json, "time");
    if (!(Math.abs(seconds) < 1e12)) {
      throw ElementReader.wrong("a sample of an impossible time");
    }
    return Math.round(seconds * 1000);
  }

  /** The quoted value. */
  double value(JsonParser json) throws WrongAnswer {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      throw ElementReader.wrong("a sample without a value");
    }
    return parse(json, "value");
  }

  /** A bare number. */
  double number(JsonParser json) throws WrongAnswer {
    return parse(json, "number");
  }

  private double parse(JsonParser json, String what) throws WrongAnswer {
    int length = json.getStringLength();
    char[] chars = json.getStringCharacters();
    int from = json.getStringOffset();
    if (length > LONGEST) {
      throw ElementReader.wrong("a " + what + " of " + length + " characters");
    }
    for (int i = 0; i < length; i++) {
      char c = chars[from + i];
      scratch[i] = c < 128 ? (byte) c : (byte) '?';
    }
    try {
      return DecimalText.parse(scratch, 0, length);
    } catch (NumberFormatException e) {
      throw ElementReader.wrong("a " + what + " that is " + e.getMessage());
    }
  }
}
