package org.meshparity.web.access;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The names this service answers to. A page of a stranger can make a browser send requests to
 * loopback under the stranger's own name (DNS rebinding); such a request gives itself away by its
 * {@code Host}.
 */
public final class AllowedHosts {

  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1\\]");
  private static final Pattern HOST_AND_PORT =
      Pattern.compile("(\\[[0-9a-f:.]+\\]|[a-z0-9._-]+)(:\\d{1,5})?");

  private final Set<String> names;

  /**
   * @param names besides loopback's, without port
   * @throws IllegalArgumentException if one is not a host name
   */
  public AllowedHosts(Set<String> names) {
    this.names = names.stream().map(AllowedHosts::checked).collect(Collectors.toUnmodifiableSet());
  }

  private static String checked(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    var matcher = HOST_AND_PORT.matcher(lower);
    if (!matcher.matches() || matcher.group(2) != null) {
      throw new IllegalArgumentException(
          "--allow-host must be a name or address without port, was \"" + name + "\"");
    }
    return lower;
  }

  /** Whether a {@code Host} header names this service, on whatever port. */
  public boolean allow(@Nullable String header) {
    if (header == null) {
      return false;
    }
    var matcher = HOST_AND_PORT.matcher(header.toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      return false;
    }
    String name = matcher.group(1);
    return LOOPBACK.matcher(name).matches() || names.contains(name);
  }
}
