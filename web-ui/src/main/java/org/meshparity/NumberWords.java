package org.meshparity;

import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Numbers of options; what is none is refused in words that need no programmer. */
final class NumberWords {

  private NumberWords() {}

  /** Has these commands, and their subcommands, read numbers so. */
  static void teach(CommandLine commands) {
    commands
        .registerConverter(int.class, new Whole())
        .registerConverter(Integer.class, new Whole())
        .registerConverter(long.class, new LongWhole())
        .registerConverter(Long.class, new LongWhole())
        .registerConverter(double.class, new Any())
        .registerConverter(Double.class, new Any());
  }

  private static TypeConversionException refusal(String what, String text) {
    return new TypeConversionException("must be " + what + ", was \"" + text + '"');
  }

  private static final class Whole implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      try {
        return Integer.valueOf(text);
      } catch (NumberFormatException e) {
        throw refusal("a whole number of at most " + Integer.MAX_VALUE, text);
      }
    }
  }

  private static final class LongWhole implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
      try {
        return Long.valueOf(text);
      } catch (NumberFormatException e) {
        throw refusal("a whole number of at most " + Long.MAX_VALUE, text);
      }
    }
  }

  private static final class Any implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
      try {
        return Double.valueOf(text);
      } catch (NumberFormatException e) {
        throw refusal("a number", text);
      }
    }
  }
}
