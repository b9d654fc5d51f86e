package org.meshparity.proxyruntime.mixer.expression;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An expression as it is written, before anybody knows what its names mean. */
sealed interface Syntax {

  /** Where it starts, in characters from 0. */
  int offset();

  /** A value that is written out: a string, a whole number, a double, a boolean or a duration. */
  record Literal(int offset, ValueType type, Object value) implements Syntax {}

  /** An attribute. */
  record Name(int offset, String name) implements Syntax {}

  /**
   * A function, a method or an operator with what it is applied to.
   *
   * @param name of an operator, the operator itself; {@code []} is the access to a map
   * @param target what a method is called on; null for all else
   */
  record Call(int offset, String name, @Nullable Syntax target, List<Syntax> arguments)
      implements Syntax {

    boolean isOperator() {
      return !Character.isLetter(name.charAt(0)) && name.charAt(0) != '_';
    }
  }
}
