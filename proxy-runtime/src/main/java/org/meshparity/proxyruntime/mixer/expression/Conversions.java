package org.meshparity.proxyruntime.mixer.expression;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** How the values of expressions become label texts and numbers, as Mixer's adapter does it. */
public final class Conversions {

  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
  private static final double NANOS_PER_SECOND = 1e9;

  /** Texts of the numbers that labels usually hold, such as response codes. */
  private static final String[] SMALL = new String[1000];

  static {
    for (int i = 0; i < SMALL.length; i++) {
      SMALL[i] = Integer.toString(i);
    }
  }

  private Conversions() {}

  /**
   * The value as a label shows it.
   *
   * @throws EvaluationFailed when there is none
   */
  public static String label(Expression value, Frame frame) {
    return switch (value.type()) {
      case STRING, EMAIL_ADDRESS, URI, DNS_NAME -> value.text(frame);
      case INT64 -> whole(value.whole(frame));
      case DURATION -> GoDuration.format(value.whole(frame));
      case DOUBLE -> real(value.real(frame));
      case BOOL -> Boolean.toString(value.flag(frame));
      case TIMESTAMP -> moment(value.moment(frame));
      case IP_ADDRESS -> Texts.addressText(value.address(frame));
      case STRING_MAP -> value.map(frame).toString();
    };
  }

  /**
   * The value as a metric counts it: durations in seconds, strings that read as a number.
   *
   * @throws EvaluationFailed when there is none, or no number is made of it
   */
  public static double number(Expression value, Frame frame) {
    return switch (value.type()) {
      case INT64 -> value.whole(frame);
      case DOUBLE -> value.real(frame);
      case DURATION -> seconds(value.whole(frame));
      case STRING -> parse(value.text(frame));
      default ->
          throw new EvaluationFailed("could not extract numeric value for " + label(value, frame));
    };
  }

  /** Whether the adapter makes a number of values of this type at all. */
  public static boolean isNumeric(ValueType type) {
    return type == ValueType.INT64
        || type == ValueType.DOUBLE
        || type == ValueType.DURATION
        || type == ValueType.STRING;
  }

  private static String whole(long value) {
    return value >= 0 && value < SMALL.length ? SMALL[(int) value] : Long.toString(value);
  }

  private static String real(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
  }

  private static String moment(Instant value) {
    return MICROS.format(value);
  }

  /** As Go adds them up: whole seconds, and the rest divided. */
  private static double seconds(long nanos) {
    long whole = nanos / 1_000_000_000L;
    return whole + (nanos % 1_000_000_000L) / NANOS_PER_SECOND;
  }

  private static double parse(String text) {
    return GoFloat.parse(text);
  }
}
