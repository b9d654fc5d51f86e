package org.meshparity.proxyruntime;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The Istio release a mesh speaks as; each stands for the last patch of its line. */
public enum IstioRelease {
  V1_3("1.3"),
  V1_4("1.4"),
  V1_5("1.5"),
  V1_6("1.6");

  private final String text;

  IstioRelease(String text) {
    this.text = text;
  }

  /** The release written as {@code 1.4}; anything else is refused. */
  public static IstioRelease parse(String text) {
    for (IstioRelease release : values()) {
      if (release.text.equals(text)) {
        return release;
      }
    }
    String known = Arrays.stream(values()).map(r -> r.text).collect(Collectors.joining(", "));
    throw new IllegalArgumentException(
        "Istio version must be one of " + known + ", was \"" + text + "\"");
  }

  /** Whether this release is {@code other} or a later one. */
  public boolean isAtLeast(IstioRelease other) {
    return compareTo(other) >= 0;
  }

  @Override
  public String toString() {
    return text;
  }
}
