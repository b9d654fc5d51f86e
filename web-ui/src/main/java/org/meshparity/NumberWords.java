package org.meshparity;

import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Numbers of options; what is none is refused in words that need no programmer. */
final class NumberWords {

  private NumberWords() {}

  /** Has these commands, and their subcommands, read numbers so. */
  static void teach(CommandLine commands) {
    ITypeConverter<Integer> whole =
        reading(Integer::valueOf, "a whole number of at most " + Integer.MAX_VALUE);
    ITypeConverter<Long> longer =
        reading(Long::valueOf, "a whole number of at most " + Long.MAX_VALUE);
    ITypeConverter<Double> any = reading(Double::valueOf, "a number");
    commands
        .registerConverter(int.class, whole)
        .registerConverter(Integer.class, whole)
        .registerConverter(long.class, longer)
        .registerConverter(Long.class, longer)
        .registerConverter(double.class, any)
        .registerConverter(Double.class, any);
  }

  private static <N> ITypeConverter<N> reading(Function<String, N> number, String what) {
    return text -> {
      try {
        return number.apply(text);
      } catch (NumberFormatException e) {
        throw new TypeConversionException("must be " + what + ", was \"" + text + '"');
      }
    };
  }
}
