package org.meshparity.proxyruntime.vectors;

import java.io.IOException;

/** What passes the two proxies of a scenario, and the application it is meant for. */
interface Traffic {

  /** The application behind the server's proxy, on a port of its own. */
  BackEnd open() throws IOException;

  /** Sends all of it to the client's proxy, and checks that it was answered as described. */
  void send(int port) throws Exception;

  /** An application that listens. */
  interface BackEnd extends AutoCloseable {

    int port();

    @Override
    void close();
  }
}
