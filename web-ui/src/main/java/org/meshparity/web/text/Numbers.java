package org.meshparity.web.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers as people read them: thousands apart, no needless digits. */
public final class Numbers {

  private static final DecimalFormatSymbols SYMBOLS = symbols();
  private static final MathContext FOUR_DIGITS = new MathContext(4, RoundingMode.HALF_EVEN);

  private Numbers() {}

  private static DecimalFormatSymbols symbols() {
    DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(Locale.ROOT);
    symbols.setGroupingSeparator('\u202f');
    return symbols;
  }

  /** Whole numbers in full, others with four significant digits; a dash for an unknown one. */
  public static String of(@Nullable BigDecimal value) {
    if (value == null) {
      return "–";
    }
    boolean whole = value.stripTrailingZeros().scale() <= 0;
    boolean large = value.abs().compareTo(BigDecimal.valueOf(10_000)) >= 0;
    BigDecimal shown = value;
    if (!whole) {
      shown = large ? value.setScale(0, RoundingMode.HALF_EVEN) : value.round(FOUR_DIGITS);
    }
    // DecimalFormat keeps state between calls, so each call has its own.
    return new DecimalFormat("#,##0.##########", SYMBOLS).format(shown);
  }

  /** As {@link #of(BigDecimal)}. */
  public static String of(double value) {
    return of(new BigDecimal(value, MathContext.DECIMAL32));
  }

  /**
   * A share as a percentage with one decimal. Rounding never makes a part of the whole: what is
   * less than all is shown as at most 99.9 %, what is more than nothing as at least 0.1 %.
   */
  public static String percent(double share) {
    double percent = 100 * share;
    if (percent > 0 && percent < 0.1) {
      return "< 0.1 %";
    }
    if (percent < 100 && percent > 99.9) {
      return "> 99.9 %";
    }
    return new DecimalFormat("0.#", SYMBOLS).format(percent) + " %";
  }
}
