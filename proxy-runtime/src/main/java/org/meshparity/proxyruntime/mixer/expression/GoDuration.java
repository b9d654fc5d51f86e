package org.meshparity.proxyruntime.mixer.expression;

import java.math.BigDecimal;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as Go writes and reads them: {@code 1h2m3.5s}, {@code 386ms}. */
public final class GoDuration {

  private static final Pattern WHOLE =
      Pattern.compile("[-+]?(?:0|(?:(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:ns|us|µs|μs|ms|s|m|h))+)");
  private static final Pattern PART =
      Pattern.compile("([0-9]+\\.?[0-9]*|\\.[0-9]+)(ns|us|µs|μs|ms|s|m|h)");
  private static final int LONGEST = 64;

  private static final long SECOND = 1_000_000_000L;
  private static final Map<String, Long> UNITS =
      Map.of(
          "ns",
          1L,
          "us",
          1_000L,
          "µs",
          1_000L,
          "μs",
          1_000L,
          "ms",
          1_000_000L,
          "s",
          SECOND,
          "m",
          60 * SECOND,
          "h",
          3_600 * SECOND);

  private GoDuration() {}

  /** In nanoseconds; empty when the text is no duration or one that Go cannot hold. */
  public static OptionalLong parse(String text) {
    if (text.length() > LONGEST || !WHOLE.matcher(text).matches()) {
      return OptionalLong.empty();
    }
    BigDecimal total = BigDecimal.ZERO;
    Matcher part = PART.matcher(text);
    while (part.find()) {
      total = total.add(new BigDecimal(part.group(1)).multiply(unit(part.group(2))));
    }
    BigDecimal most = BigDecimal.valueOf(Long.MAX_VALUE);
    if (total.compareTo(most) > 0) {
      return OptionalLong.empty();
    }
    long nanos = total.longValue();
    return OptionalLong.of(text.startsWith("-") ? -nanos : nanos);
  }

  private static BigDecimal unit(String name) {
    return BigDecimal.valueOf(UNITS.getOrDefault(name, 0L));
  }

  /** As Go prints it. */
  public static String format(long nanos) {
    if (nanos == 0) {
      return "0s";
    }
    String sign = nanos < 0 ? "-" : "";
    BigDecimal size = BigDecimal.valueOf(nanos).abs();
    if (size.compareTo(BigDecimal.valueOf(SECOND)) < 0) {
      return sign + small(size);
    }
    BigDecimal[] minutes = size.divideAndRemainder(BigDecimal.valueOf(60 * SECOND));
    long whole = minutes[0].longValue();
    StringBuilder text = new StringBuilder(sign);
    if (whole >= 60) {
      text.append(whole / 60).append('h');
    }
    if (whole > 0) {
      text.append(whole % 60).append('m');
    }
    return text.append(plain(minutes[1].movePointLeft(9))).append('s').toString();
  }

  private static String small(BigDecimal nanos) {
    if (nanos.compareTo(BigDecimal.valueOf(1_000)) < 0) {
      return nanos.toPlainString() + "ns";
    }
    if (nanos.compareTo(BigDecimal.valueOf(1_000_000)) < 0) {
      return plain(nanos.movePointLeft(3)) + "µs";
    }
    return plain(nanos.movePointLeft(6)) + "ms";
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
