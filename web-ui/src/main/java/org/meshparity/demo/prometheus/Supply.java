package org.meshparity.demo.prometheus;

import java.io.IOException;
import java.nio.file.Path;

/** One way to get a Prometheus that is not on this machine yet. */
interface Supply {

  /** What a person calls it, e.g. "the official release 2.53.4 (linux-amd64)". */
  String title();

  /** The name of its folder in the cache; a new version has a new one. */
  String folder();

  /** Where in that folder the program lies. */
  Path program();

  /**
   * Fetches and unpacks it.
   *
   * @param destination an empty folder, thrown away by the caller when this fails
   * @throws IOException whose message says what went wrong, in words for a person
   */
  void unpackInto(Path destination) throws IOException;
}
