package org.meshparity.comparator.script;

import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One thing that a script says has to come out.
 *
 * @param line where it stands
 * @param text as it stands there
 * @param holds whether it came out
 * @param got what came instead, in the same words
 * @param <T> what it is about: a check or a whole report
 */
record Demand<T>(int line, String text, Predicate<T> holds, Function<T, String> got) {}
