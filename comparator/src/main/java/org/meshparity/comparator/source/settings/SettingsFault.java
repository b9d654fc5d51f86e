package org.meshparity.comparator.source.settings;

/** Settings were refused. The message has a line for each fault, with its file and line. */
public final class SettingsFault extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  public SettingsFault(String message) {
    super(message);
  }
}
