package org.meshparity.proxyruntime.mixer.config;

/**
 * Something wrong in a configuration.
 *
 * @param file as it was named
 * @param line from 1; 0 if the whole file is meant
 * @param column from 1; 0 if the whole file is meant
 * @param message what is wrong, and what would be right
 */
public record ConfigFault(String file, int line, int column, String message) {

  @Override
  public String toString() {
    return line == 0 ? file + ": " + message : file + ":" + line + ":" + column + ": " + message;
  }
}
