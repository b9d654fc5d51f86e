package org.meshparity.proxyruntime.mesh;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The faults there are. */
@SuppressWarnings("ImmutableEnumChecker") // a parser has no state
enum FaultName {

  /** A share of the calls to Mixer fails, from every sidecar. */
  LOSE_REPORTS(text -> FaultValue.share("value", text)),
  /** The peers of a workload learn nothing of one label. */
  UNKNOWN_LABEL(FaultValue::labels),
  /** The stats filter is installed twice in a workload's proxy. */
  EMIT_TWICE(FaultValue::workloads),
  /** A workload's proxy writes seconds into its histogram of milliseconds. */
  SECONDS_AS_MILLISECONDS(FaultValue::workloads),
  /** The stats filter is missing in a workload's proxy. */
  NO_INPROXY(FaultValue::workloads);

  private final Function<String, FaultValue> parser;

  FaultName(Function<String, FaultValue> parser) {
    this.parser = parser;
  }

  static FaultName parse(String name) {
    for (FaultName fault : values()) {
      if (fault.toString().equals(name)) {
        return fault;
      }
    }
    throw new IllegalArgumentException("unknown fault \"" + name + "\", must be one of " + all());
  }

  static String all() {
    return Arrays.stream(values()).map(Enum::toString).collect(Collectors.joining(", "));
  }

  /** Reads a value of this fault; the message of what is wrong names the fault. */
  FaultValue parseValue(String value) {
    try {
      return parser.apply(value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("fault " + this + ": " + e.getMessage(), e);
    }
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
