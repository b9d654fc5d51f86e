package org.meshparity.proxyruntime;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Refuses values that an option cannot have, by the option's name as it is typed. */
public final class OptionValue {

  private static final int LAST_PORT = 65_535;

  private OptionValue() {}

  /** A port; 0 takes a free one. */
  public static int port(String option, int port) {
    return portBefore(option, port, 0);
  }

  /** The first of several ports, one after another, of which so many follow it. */
  public static int portBefore(String option, int port, int following) {
    if (port < 0 || port > LAST_PORT - following) {
      throw new IllegalArgumentException(
          option + " must be 0 to " + (LAST_PORT - following) + ", was " + port);
    }
    return port;
  }

  /** A number of things. */
  public static int atLeast(String option, int least, int number) {
    if (number < least) {
      throw new IllegalArgumentException(option + " must be " + least + " or more, was " + number);
    }
    return number;
  }

  /** A finite amount that is not negative. */
  public static double notNegative(String option, double amount) {
    if (!(amount >= 0) || Double.isInfinite(amount)) {
      throw new IllegalArgumentException(option + " must be 0 or more, was " + amount);
    }
    return amount;
  }

  /** Anything but nothing. */
  public static String notBlank(String option, String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException(option + " must not be empty");
    }
    return text;
  }

  /** A name or an address that this machine knows. */
  public static String host(String option, String host) {
    try {
      InetAddress unused = InetAddress.getByName(notBlank(option, host));
      return host;
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(option + " names a host that is unknown: " + host, e);
    }
  }
}
