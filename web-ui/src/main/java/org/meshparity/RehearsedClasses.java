package org.meshparity;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.meshparity.comparator.run.Comparison;

/**
 * The comparator's classes, loaded by name: a check of real data needs nearly all of them, and the
 * rehearsal's server has too little to show for that. Nothing of them runs.
 */
final class RehearsedClasses {

  private static final String OF = "org/meshparity/comparator/";
  private static final String CLASS = ".class";

  private RehearsedClasses() {}

  /** Loads all of them. */
  static void load() {
    names().forEach(RehearsedClasses::load);
  }

  /** All that stand in the jar, or the folder, where a comparison's class stands. */
  static List<String> names() {
    try {
      URI place = Comparison.class.getProtectionDomain().getCodeSource().getLocation().toURI();
      return names(Path.of(place));
    } catch (IOException
        | URISyntaxException
        | FileSystemNotFoundException
        | IllegalArgumentException nested) {
      System.err.println("the comparator's classes are in no jar of their own: " + nested);
      return List.of();
    }
  }

  private static void load(String name) {
    try {
      Class.forName(name, false, RehearsedClasses.class.getClassLoader());
    } catch (ClassNotFoundException | LinkageError lacking) {
      System.err.println("not rehearsed: " + name + " (" + lacking + ")");
    }
  }

  private static List<String> names(Path place) throws IOException {
    if (Files.isDirectory(place)) {
      try (Stream<Path> files = Files.walk(place.resolve(OF))) {
        return classes(files.map(file -> place.relativize(file).toString().replace('\\', '/')));
      }
    }
    try (JarFile jar = new JarFile(place.toFile())) {
      return classes(jar.stream().map(ZipEntry::getName));
    }
  }

  private static List<String> classes(Stream<String> files) {
    return files
        .filter(file -> file.startsWith(OF) && file.endsWith(CLASS))
        .filter(file -> !file.endsWith("-info" + CLASS))
        .map(file -> file.substring(0, file.length() - CLASS.length()).replace('/', '.'))
        .toList();
  }
}
