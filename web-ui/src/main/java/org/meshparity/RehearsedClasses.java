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
import org.meshparity.rules.Pack;

/**
 * The classes of the comparator and of packs, loaded by name: a check of real data needs nearly all
 * of them, and the rehearsal's server has too little to show for that. Nothing of them runs.
 */
final class RehearsedClasses {

  private static final List<Class<?>> AMONG = List.of(Comparison.class, Pack.class);
  private static final String OURS = "org/meshparity/";
  private static final String CLASS = ".class";

  private RehearsedClasses() {}

  /** Loads all of them. */
  static void load() {
    names().forEach(RehearsedClasses::load);
  }

  /** All that stand in the jars, or the folders, where a comparison's and a pack's class stand. */
  static List<String> names() {
    return AMONG.stream().flatMap(one -> names(one).stream()).toList();
  }

  private static List<String> names(Class<?> among) {
    try {
      URI place = among.getProtectionDomain().getCodeSource().getLocation().toURI();
      return names(Path.of(place));
    } catch (IOException
        | URISyntaxException
        | FileSystemNotFoundException
        | IllegalArgumentException nested) {
      System.err.println(among + " and its neighbours are in no jar of their own: " + nested);
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
      try (Stream<Path> files = Files.walk(place.resolve(OURS))) {
        return classes(files.map(file -> place.relativize(file).toString().replace('\\', '/')));
      }
    }
    try (JarFile jar = new JarFile(place.toFile())) {
      return classes(jar.stream().map(ZipEntry::getName));
    }
  }

  private static List<String> classes(Stream<String> files) {
    return files
        .filter(file -> file.startsWith(OURS) && file.endsWith(CLASS))
        .filter(file -> !file.endsWith("-info" + CLASS))
        .map(file -> file.substring(0, file.length() - CLASS.length()).replace('/', '.'))
        .toList();
  }
}
