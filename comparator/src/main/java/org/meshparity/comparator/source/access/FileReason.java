package org.meshparity.comparator.source.access;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Why a file cannot be read, in words for whoever named it. */
public final class FileReason {

  private FileReason() {}

  /** Of what the attempt ended in. */
  public static String of(Path file, IOException failed) {
    if (failed instanceof NoSuchFileException) {
      return "there is no such file";
    }
    if (failed instanceof AccessDeniedException) {
      return "this user may not read it";
    }
    if (failed instanceof CharacterCodingException) {
      return "it is no UTF-8 text";
    }
    return Files.isDirectory(file) ? "it is a folder" : String.valueOf(failed.getMessage());
  }
}
