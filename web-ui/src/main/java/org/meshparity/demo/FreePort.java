package org.meshparity.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.meshparity.web.Listen;

/** Looks before anything is started or fetched whether the dashboard's port can be had at all. */
final class FreePort {

  private FreePort() {}

  /**
   * Takes the port for a moment.
   *
   * @throws IllegalArgumentException if it is taken, or the host is none of this machine's
   */
  static void require(Listen listen) {
    try {
      InetAddress address = InetAddress.getAllByName(listen.host())[0];
      new ServerSocket(listen.port(), 1, address).close();
    } catch (IOException refused) {
      throw new IllegalArgumentException(
          "cannot listen on "
              + listen
              + " ("
              + refused.getMessage()
              + "): stop what listens there, or choose another with --listen 127.0.0.1:PORT",
          refused);
    }
  }
}
