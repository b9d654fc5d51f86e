package org.meshparity.comparator.source;

import java.io.IOException;

/** Reads the two halves of {@code [1700000000.123, "42"]} without making a string of either. */
final class SampleText {

  private static final int LONGEST = 400;

  /** Seconds with a fraction as exact milliseconds; what lies beyond a millisecond is rounded. */
  long milliseconds(JsonBytes json) throws IOException {
    int kind = json.kind();
    if (kind != '-' && (kind < '0' || kind > '9')) {
      throw ElementReader.wrong("a sample without a time");
    }
    json.readNumber();
    // doubles hold milliseconds exactly for the next 200,000 years, seconds x 1000 rounds to them
    double seconds = parse(json, "time");
    if (!(Math.abs(seconds) < 1e12)) {
      throw ElementReader.wrong("a sample of an impossible time");
    }
    return Math.round(seconds * 1000);
  }

  /** The quoted value. */
  double value(JsonBytes json) throws IOException {
    if (json.kind() != '"') {
      throw ElementReader.wrong("a sample without a value");
    }
    json.readText();
    return parse(json, "value");
  }

  /** A bare number. */
  double number(JsonBytes json) throws IOException {
    json.readNumber();
    return parse(json, "number");
  }

  private static double parse(JsonBytes json, String what) throws WrongAnswer {
    int length = json.to - json.from;
    if (length > LONGEST) {
      throw ElementReader.wrong("a " + what + " of " + length + " characters");
    }
    try {
      return DecimalText.parse(json.text, json.from, json.to);
    } catch (NumberFormatException e) {
      throw ElementReader.wrong("a " + what + " that is " + e.getMessage());
    }
  }
}
