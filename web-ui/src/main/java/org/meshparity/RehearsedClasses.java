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
import org.meshparity.comparator.run.Comparison;

/**
 * The comparator's classes, loaded by name: a check of real data needs nearly all of them, and the
 * rehearsal's server has too little to show for that. Nothing of them runs.
 */
final class RehearsedClasses {

  private static final String OF = "org/meshparity/comparator/";
  private static final String CLASS = ".class";

  private RehearsedClasses() {}

  /** Loads all that stand in the jar, or the folder, where a comparison's class stands. */
  static void load() {
    try {
      URI place = Comparison.class.getProtectionDomain().getCodeSource().getLocation().toURI();
      names(Path.of(place)).forEach(RehearsedClasses::load);
    } catch (IOException | URISyntaxException | FileSystemNotFoundException | IllegalArgumentException nested) {
      System.err.println("the comparator's classes are in no jar of their own: " + nested);
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
        return files.map(file -> place.relativize(file).toString()).flatMap(Names::of).toList();
      }
    }
    try (JarFile jar = new JarFile(place.toFile())) {
      return jar.stream().map(Object::toString).flatMap(Names::of).toList();
    }
  }

  private static final class Names {
    static Stream<String> of(String file) {
      String path = file.replace('\\', '/');
      return path.startsWith(OF) && path.endsWith(CLASS) && !path.endsWith("-info.class")
          ? Stream.of(path.substring(0, path.length() - CLASS.length()).replace('/', '.'))
          : Stream.of();
    }
  }
}
