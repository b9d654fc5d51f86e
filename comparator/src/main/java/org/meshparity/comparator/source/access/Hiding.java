package org.meshparity.comparator.source.access;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Takes out of other people's words what must not be told: some servers quote in an error what they
 * were sent.
 */
final class Hiding {

  /** Shorter ones would take ordinary words apart, and nobody guards anything by them. */
  private static final int SHORTEST = 5;

  private static final int MOST = 1000;

  private final Set<String> secrets = ConcurrentHashMap.newKeySet();

  /** Notes a secret that is sent, and what is in it. */
  String sent(String value) {
    note(value);
    int space = value.indexOf(' ');
    if (space > 0) {
      String rest = value.substring(space + 1);
      note(rest);
      if (value.startsWith("Basic ")) {
        noteBasic(rest);
      }
    }
    return value;
  }

  private void noteBasic(String packed) {
    try {
      String both = new String(Base64.getDecoder().decode(packed), StandardCharsets.UTF_8);
      note(both.substring(both.indexOf(':') + 1));
    } catch (IllegalArgumentException notBasic) {
      note(packed);
    }
  }

  private void note(String value) {
    if (value.length() >= SHORTEST && secrets.size() < MOST) {
      secrets.add(value);
    }
  }

  /** The words without what was sent. */
  String hidden(String words) {
    String text = words;
    for (String secret : secrets) {
      text = text.replace(secret, "***");
    }
    return text;
  }
}
