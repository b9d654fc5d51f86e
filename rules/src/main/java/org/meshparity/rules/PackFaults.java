package org.meshparity.rules;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A pack was refused. Holds every fault that was found, in the order of the file, so that an author
 * mends them in one go.
 */
public final class PackFaults extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  private final transient List<PackFault> faults;

  /** A refusal for at least one fault; the message has one line for each. */
  PackFaults(List<PackFault> faults) {
    super(faults.stream().map(PackFault::toString).collect(Collectors.joining("\n")));
    this.faults = List.copyOf(faults);
  }

  /** A refusal that concerns the file as a whole. */
  static PackFaults ofFile(String file, String message) {
    return new PackFaults(List.of(new PackFault(file, 0, 0, message)));
  }

  /** At least one. */
  public List<PackFault> faults() {
    return faults;
  }
}
