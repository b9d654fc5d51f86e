package org.meshparity.proxyruntime.mixer.expression;

import java.time.Instant;

/**
 * What functions and operators give, one class per type of result. Like a conditional it counts as
 * there: its arguments must be, or the evaluation fails.
 */
final class Computed {

  private Computed() {}

  /** Gives a boolean. */
  @FunctionalInterface
  interface ToFlag {
    boolean of(Frame frame);
  }

  /** Gives text. */
  @FunctionalInterface
  interface ToText {
    String of(Frame frame);
  }

  /** Gives a whole number. */
  @FunctionalInterface
  interface ToWhole {
    long of(Frame frame);
  }

  /** Gives a double. */
  @FunctionalInterface
  interface ToReal {
    double of(Frame frame);
  }

  /** Gives an address. */
  @FunctionalInterface
  interface ToAddress {
    byte[] of(Frame frame);
  }

  /** Gives a moment. */
  @FunctionalInterface
  interface ToMoment {
    Instant of(Frame frame);
  }

  private abstract static class There extends Expression {
    There(ValueType type) {
      super(type);
    }

    @Override
    boolean isPresent(Frame frame) {
      return true;
    }
  }

  static Expression flag(ToFlag function) {
    return new There(ValueType.BOOL) {
      @Override
      public boolean flag(Frame frame) {
        return function.of(frame);
      }
    };
  }

  static Expression text(ValueType type, ToText function) {
    return new There(type) {
      @Override
      String text(Frame frame) {
        return function.of(frame);
      }
    };
  }

  static Expression whole(ToWhole function) {
    return new There(ValueType.INT64) {
      @Override
      long whole(Frame frame) {
        return function.of(frame);
      }
    };
  }

  static Expression real(ToReal function) {
    return new There(ValueType.DOUBLE) {
      @Override
      double real(Frame frame) {
        return function.of(frame);
      }
    };
  }

  static Expression address(ToAddress function) {
    return new There(ValueType.IP_ADDRESS) {
      @Override
      byte[] address(Frame frame) {
        return function.of(frame);
      }
    };
  }

  static Expression moment(ToMoment function) {
    return new There(ValueType.TIMESTAMP) {
      @Override
      Instant moment(Frame frame) {
        return function.of(frame);
      }
    };
  }
}
