package org.meshparity.proxyruntime.mixer.config;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration with faults; all of them are told at once, one on a line. */
public final class ConfigurationRefused extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final transient List<ConfigFault> faults;

  ConfigurationRefused(List<ConfigFault> faults) {
    super(faults.stream().map(ConfigFault::toString).collect(Collectors.joining("\n")));
    this.faults = List.copyOf(faults);
  }

  /** What is wrong, in the order of the files and their lines. */
  public List<ConfigFault> faults() {
    return faults;
  }
}
