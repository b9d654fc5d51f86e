package org.meshparity.proxyruntime.mixer.expression;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.netty.util.NetUtil;
import java.net.IDN;
import java.net.InetAddress;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;

/** What Mixer's functions do with strings. What cannot be converted fails the evaluation. */
final class Texts {

  private static final int LONGEST_DOMAIN = 253;

  private Texts() {}

  /** {@code match}: a star at the end or at the start stands for anything, elsewhere for itself. */
  static boolean match(String text, String pattern) {
    if (pattern.endsWith("*")) {
      return text.startsWith(pattern.substring(0, pattern.length() - 1));
    }
    if (pattern.startsWith("*")) {
      return text.endsWith(pattern.substring(1));
    }
    return text.equals(pattern);
  }

  /** RE2, as in Go; a part of the text is enough. */
  static Pattern regex(String pattern) {
    try {
      return Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      throw new EvaluationFailed(
          "\"" + pattern + "\" is no regular expression: " + e.getDescription());
    }
  }

  static byte[] ip(String text) {
    byte[] address = NetUtil.createByteArrayFromIpAddressString(text);
    if (address == null || text.indexOf('%') >= 0 || text.startsWith("[")) {
      throw new EvaluationFailed("could not convert " + text + " to IP_ADDRESS");
    }
    return address;
  }

  /** Of two forms of one address, an IPv4 one and the same within IPv6 are equal. */
  static boolean sameAddress(byte[] a, byte[] b) {
    return Arrays.equals(shortest(a), shortest(b));
  }

  static String addressText(byte[] address) {
    byte[] bytes = shortest(address);
    if (bytes.length != 4 && bytes.length != 16) {
      return bytes.length == 0 ? "<nil>" : "?" + HexFormat.of().formatHex(bytes);
    }
    try {
      return NetUtil.toAddressString(InetAddress.getByAddress(bytes));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address of " + bytes.length + " bytes", e);
    }
  }

  private static byte[] shortest(byte[] address) {
    if (address.length != 16 || address[10] != -1 || address[11] != -1) {
      return address;
    }
    for (int i = 0; i < 10; i++) {
      if (address[i] != 0) {
        return address;
      }
    }
    return Arrays.copyOfRange(address, 12, 16);
  }

  static Instant timestamp(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new EvaluationFailed(
          "could not convert '" + text + "' to TIMESTAMP, expected 2015-01-02T15:04:35Z");
    }
  }

  static String dnsName(String text) {
    String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    if (name.isEmpty() || ascii(name).length() > LONGEST_DOMAIN) {
      throw new EvaluationFailed("error converting '" + text + "' to dns name");
    }
    return text;
  }

  static boolean sameDnsName(String a, String b) {
    return canonical(a).equals(canonical(b));
  }

  private static String canonical(String name) {
    String ascii = ascii(name).toLowerCase(Locale.ROOT);
    return ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii;
  }

  private static String ascii(String name) {
    try {
      return IDN.toASCII(name, IDN.USE_STD3_ASCII_RULES);
    } catch (IllegalArgumentException e) {
      throw new EvaluationFailed("error converting '" + name + "' to dns name");
    }
  }

  static String email(String text) {
    int at = text.lastIndexOf('@');
    boolean local = at > 0 && text.chars().limit(at).noneMatch(c -> c <= ' ' || c == '<');
    if (!local) {
      throw new EvaluationFailed("error converting '" + text + "' to e-mail");
    }
    dnsName(text.substring(at + 1));
    return text;
  }

  static boolean sameEmail(String a, String b) {
    int atA = a.lastIndexOf('@');
    int atB = b.lastIndexOf('@');
    return atA >= 0
        && atB >= 0
        && a.substring(0, atA).equals(b.substring(0, atB))
        && sameDnsName(a.substring(atA + 1), b.substring(atB + 1));
  }

  static String uri(String text) {
    parseUri(text);
    return text;
  }

  static boolean sameUri(String a, String b) {
    java.net.URI one = parseUri(a);
    java.net.URI two = parseUri(b);
    return sameHost(one, two)
        && String.valueOf(one.getScheme()).equalsIgnoreCase(String.valueOf(two.getScheme()))
        && Objects.equals(one.getRawUserInfo(), two.getRawUserInfo())
        && Objects.equals(one.getRawPath(), two.getRawPath())
        && Objects.equals(one.getRawQuery(), two.getRawQuery())
        && Objects.equals(one.getRawFragment(), two.getRawFragment());
  }

  private static boolean sameHost(java.net.URI one, java.net.URI two) {
    if (one.getHost() == null || two.getHost() == null) {
      return Objects.equals(one.getAuthority(), two.getAuthority());
    }
    return sameDnsName(one.getHost(), two.getHost()) && one.getPort() == two.getPort();
  }

  private static java.net.URI parseUri(String text) {
    try {
      if (!text.isEmpty()) {
        return new java.net.URI(text);
      }
    } catch (URISyntaxException e) {
      throw new EvaluationFailed("error converting string to uri '" + text + "'");
    }
    throw new EvaluationFailed("error converting string to uri: empty string");
  }
}
