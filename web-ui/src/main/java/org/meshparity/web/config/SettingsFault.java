package org.meshparity.web.config;

/** A settings file was refused. The message starts with the file and the line. */
public final class SettingsFault extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  SettingsFault(String message) {
    super(message);
  }
}
