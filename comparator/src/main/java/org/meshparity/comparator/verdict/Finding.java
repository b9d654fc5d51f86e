package org.meshparity.comparator.verdict;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What was found out about one claim. Every finding can say why. */
public sealed interface Finding {

  /** The contract's word, to group, colour and gate by. */
  Verdict verdict();

  /** One sentence for a person, without a trailing full stop. */
  String because();

  /** What would decide it; null where it is decided or nothing would. */
  default @Nullable String remedy() {
    return null;
  }

  /** The smallest difference that fits the samples; null unless different. */
  default @Nullable BigDecimal atLeast() {
    return null;
  }

  /** Which side has more, or has it alone. */
  enum More {
    LEGACY,
    CANDIDATE
  }

  /** No truth that fits the samples differs by more than the tolerance. */
  record Equal() implements Finding {
    /** Nearly all findings are this one. */
    static final Equal EQUAL = new Equal();

    @Override
    public Verdict verdict() {
      return Verdict.PROVED_EQUAL;
    }

    @Override
    public String because() {
      return "everything that fits the samples lies within the tolerance";
    }
  }

  /**
   * No distribution that fits the shares and chance differs by more than the tolerance.
   *
   * @param because the whole sentence
   */
  record Alike(String because) implements Finding {
    @Override
    public Verdict verdict() {
      return Verdict.PROVED_EQUAL;
    }
  }

  /**
   * Every truth that fits the samples differs by more than the tolerance.
   *
   * @param atLeast the smallest difference that fits, in the claim's unit
   * @param because the whole sentence
   */
  record Different(BigDecimal atLeast, More more, String because) implements Finding {
    @Override
    public Verdict verdict() {
      return Verdict.PROVED_DIFFERENT;
    }
  }

  /**
   * A proved difference, and no scrape of one side ever showed the group while its targets were
   * scraped.
   *
   * @param where the side that has it alone
   */
  record Missing(BigDecimal atLeast, More where, String unit) implements Finding {
    @Override
    public Verdict verdict() {
      return where == More.LEGACY ? Verdict.MISSING_CANDIDATE : Verdict.MISSING_LEGACY;
    }

    @Override
    public String because() {
      String has = where == More.LEGACY ? "legacy" : "candidate";
      String lacks = where == More.LEGACY ? "candidate" : "legacy";
      return has
          + " counted at least "
          + Numbers.text(atLeast)
          + " "
          + unit
          + ", and no scrape of "
          + lacks
          + " ever showed the group";
    }
  }

  /**
   * The samples cannot tell.
   *
   * @param reason what keeps them from telling
   * @param remedy what would decide it, e.g. {@code a window of 54 minutes}; null if nothing would
   * @param want what is lacking
   */
  record Undecidable(String reason, @Nullable String remedy, Want want) implements Finding {
    /** What is lacking. */
    public enum Want {
      TIME,
      DATA,
      RESOLUTION
    }

    @Override
    public Verdict verdict() {
      return Verdict.UNDECIDABLE;
    }

    @Override
    public String because() {
      return remedy == null ? reason : reason + "; " + remedy + " would decide it";
    }
  }

  /** The two series do not measure the same thing here. */
  record NotComparable(String because) implements Finding {
    @Override
    public Verdict verdict() {
      return Verdict.NOT_COMPARABLE;
    }
  }

  /** Nothing happened, or nobody looked. */
  record NoData(String because) implements Finding {
    @Override
    public Verdict verdict() {
      return Verdict.NO_DATA;
    }
  }
}
