package org.meshparity;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** A program of lambdas of all kinds, for {@link RehearsedLambdasTest}; it prints 10. */
final class PlayedLambdas {

  private final long own = 1;

  private PlayedLambdas() {}

  public static void main(String... words) {
    System.out.println(new PlayedLambdas().sum(2, 0.5, words));
  }

  private long sum(long captured, double half, String[] words) {
    boolean none = words.length == 0;
    List<Supplier<Long>> longs = new ArrayList<>();
    longs.add(() -> 1L); // captures nothing
    longs.add(() -> captured); // a number
    longs.add(() -> own + captured); // the object
    longs.add(() -> none ? captured : 0); // what is an int to the machine
    longs.add(this::three); // a method of its own
    ToLongFunction<String> length = String::length; // another's
    Function<List<Long>, List<Long>> copy = ArrayList::new; // a constructor
    Function<List<Long>, Long> first = longs2 -> longs2.get(0);
    DoubleUnaryOperator twice = value -> value * half * 4;
    Supplier<Integer> size = longs::size; // an interface's
    long sum =
        length.applyAsLong("")
            + first.apply(copy.apply(List.of(0L)))
            + (long) twice.applyAsDouble(0);
    for (Supplier<Long> one : longs) {
      sum += one.get();
    }
    return sum + size.get() - longs.size() - 1;
  }

  private long three() {
    return 3;
  }
}
