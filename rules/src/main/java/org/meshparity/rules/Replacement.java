package org.meshparity.rules;

import com.google.re2j.Pattern;

/** Checks a replacement before the first value needs it. */
final class Replacement {

  /** {@code $1}, {@code ${name}}, or something escaped. */
  private static final Pattern PART = Pattern.compile("\\\\.|\\$(?:([0-9]+)|\\{([^}]*)\\})?");

  private Replacement() {}

  /**
   * @throws IllegalArgumentException if it names a group that the expression has not
   */
  static void check(Pattern whole, String replacement) {
    var part = PART.matcher(replacement);
    while (part.find()) {
      String number = part.group(1);
      String name = part.group(2);
      boolean unknownNumber =
          number != null && (number.length() > 2 || Integer.parseInt(number) > whole.groupCount());
      boolean unknownName = name != null && !whole.namedGroups().containsKey(name);
      boolean nothing = part.group().equals("$");
      if (unknownNumber || unknownName || nothing) {
        throw new IllegalArgumentException(
            "must name groups of the expression ($1 to $"
                + whole.groupCount()
                + ", \\$ for a dollar)"
                + ", "
                + part.group()
                + " is none");
      }
    }
  }
}
