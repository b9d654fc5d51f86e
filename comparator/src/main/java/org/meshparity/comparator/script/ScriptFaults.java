package org.meshparity.comparator.script;

import java.util.List;
import java.util.stream.Collectors;

/** A script was refused; holds everything that was found, so that it is mended in one go. */
public final class ScriptFaults extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  private final transient List<ScriptFault> faults;

  ScriptFaults(List<ScriptFault> faults) {
    super(faults.stream().map(ScriptFault::toString).collect(Collectors.joining("\n")));
    this.faults = List.copyOf(faults);
  }

  /** At least one. */
  public List<ScriptFault> faults() {
    return faults;
  }
}
