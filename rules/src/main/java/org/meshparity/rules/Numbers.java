package org.meshparity.rules;

import com.google.re2j.Pattern;

/** The forms of numbers in a pack; short, so that none takes memory or time out of proportion. */
final class Numbers {

  private static final String PLAIN = "(?:0|[1-9][0-9]{0,17})(?:\\.[0-9]{1,18})?";

  /**
   * A JSON number; YAML's octal, hexadecimal, base 60 and infinite ones are not meant by anyone.
   */
  static final Pattern SHORT = Re2.whole("-?" + PLAIN + "(?:[eE][-+]?[0-9]{1,2})?");

  static final Pattern PERCENT = Re2.whole("(" + PLAIN + ")%");

  /** The denominator is more than 0. */
  static final Pattern FRACTION = Re2.whole("([1-9][0-9]{0,8})(?:/([1-9][0-9]{0,8}))?");

  static final Pattern UP_TO = Re2.whole("<= ?(" + PLAIN + ")");

  private Numbers() {}
}
