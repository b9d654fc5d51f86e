package org.meshparity.comparator.source.access;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Takes out of other people's words what must not be told: some servers quote in an error what they
 * were sent, as it was or in the writing of a URL, of HTML or of JSON. Words are gone over before
 * they are shortened, as a part of a secret is not found any more. For several threads.
 */
final class Hiding {

  /** Shorter ones would take ordinary words apart, and nobody guards anything by them. */
  private static final int SHORTEST = 5;

  /** The latest ones: a service that runs for months gets ever new tokens. */
  private static final int MOST = 200;

  private final Set<String> secrets = new LinkedHashSet<>();

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

  private synchronized void note(String value) {
    if (value.length() < SHORTEST) {
      return;
    }
    secrets.remove(value); // what is sent again is among the latest
    secrets.add(value);
    if (secrets.size() > MOST) {
      Iterator<String> oldest = secrets.iterator();
      oldest.next();
      oldest.remove();
    }
  }

  /** The words without what was sent; what holds another secret goes first. */
  String hidden(String words) {
    String text = words;
    for (String secret : longestFirst()) {
      text = inAnyWriting(secret).matcher(text).replaceAll("***");
    }
    return text;
  }

  private synchronized List<String> longestFirst() {
    List<String> all = new ArrayList<>(secrets);
    all.sort(Comparator.comparingInt(String::length).reversed());
    return all;
  }

  private static Pattern inAnyWriting(String secret) {
    StringBuilder pattern = new StringBuilder();
    secret.codePoints().forEach(c -> pattern.append(isPlain(c) ? Character.toString(c) : any(c)));
    return Pattern.compile(pattern.toString(), Pattern.CASE_INSENSITIVE);
  }

  private static boolean isPlain(int c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }

  /** A character as it is, and as URLs, HTML and JSON write it, also one within another. */
  private static String any(int c) {
    String character = Character.toString(c);
    StringBuilder percent = new StringBuilder();
    for (byte b : character.getBytes(StandardCharsets.UTF_8)) {
      percent.append(String.format("%%(?:25)*%02x", b));
    }
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < character.length(); i++) {
      escaped.append(String.format("\\\\++u%04x", (int) character.charAt(i)));
    }
    String html = "&(?:amp;)*(?:#0*" + c + "|#x0*" + Integer.toHexString(c) + "|[a-z]{2,8});";
    String plus = c == ' ' ? "\\+|" : "";
    String itself = (c == '\\' ? "\\\\?" : "\\\\*+") + Pattern.quote(character);
    return "(?:" + plus + itself + "|" + percent + "|" + escaped + "|" + html + ")";
  }
}
