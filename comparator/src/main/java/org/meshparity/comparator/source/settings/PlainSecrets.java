package org.meshparity.comparator.source.settings;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.meshparity.comparator.source.access.Secret;

/** Finds what stands written out in an address though its name tells of a secret. */
public final class PlainSecrets {

  private static final Pattern PARAMETER = Pattern.compile("[?&]([^=&#]+)=([^&#]+)");

  private PlainSecrets() {}

  /** The name of the first such parameter; values from the environment are none. */
  public static Optional<String> parameter(String address) {
    Matcher parameter = PARAMETER.matcher(address);
    while (parameter.find()) {
      if (Secret.tells(parameter.group(1)) && !EnvironmentText.refers(parameter.group(2))) {
        return Optional.of(parameter.group(1));
      }
    }
    return Optional.empty();
  }
}
