package org.meshparity.demo.prometheus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The folder of private copies in the user's cache. A copy is unpacked beside its final place and
 * renamed, so a folder with a final name is always complete; an interrupted fetch leaves only a
 * {@code partial-} folder, which the next fetch clears away. A lock file keeps two processes apart.
 */
final class PrivateCopies {

  /** A file lock holds between processes only; this one holds between threads of ours. */
  private static final Object ONE_THREAD_AT_A_TIME = new Object();

  private final Path folder;

  PrivateCopies(Path folder) {
    this.folder = folder;
  }

  /** The user's cache folder by the habits of the platform: XDG's, or Apple's. */
  static PrivateCopies ofUser(Map<String, String> environment, String osName, Path home) {
    Path fallback = home.resolve(osName.startsWith("Mac") ? "Library/Caches" : ".cache");
    String named = environment.getOrDefault("XDG_CACHE_HOME", "");
    // The XDG specification says that a relative path is to be ignored.
    Path caches = named.startsWith("/") ? Path.of(named) : fallback;
    return new PrivateCopies(caches.resolve("meshparity"));
  }

  /** Where a supply's program lies, or would lie. */
  Path programOf(Supply supply) {
    return folder.resolve(supply.folder()).resolve(supply.program());
  }

  /**
   * Makes sure that a complete copy is there, fetching it unless another process just has.
   *
   * @return its program, which has answered {@code --version}
   */
  Path fetch(Supply supply) throws IOException {
    Files.createDirectories(folder);
    synchronized (ONE_THREAD_AT_A_TIME) {
      try (FileChannel file = openLock();
          FileLock lock = file.lock()) {
        return works(supply) ? programOf(supply) : fetchAlone(supply, lock);
      }
    }
  }

  private FileChannel openLock() throws IOException {
    return FileChannel.open(
        folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private boolean works(Supply supply) {
    Path program = programOf(supply);
    try {
      return Files.exists(program) && !ProgramVersion.of(program).isEmpty();
    } catch (IOException damaged) {
      return false;
    }
  }

  /** Takes the lock as an argument so that nobody comes here without one. */
  private Path fetchAlone(Supply supply, FileLock lock) throws IOException {
    if (!lock.isValid()) {
      throw new IOException("the lock on " + folder + " was lost");
    }
    clearLeftovers();
    Path partial = Files.createTempDirectory(folder, "partial-");
    try {
      supply.unpackInto(partial);
      ProgramVersion.of(partial.resolve(supply.program()));
      Path finished = folder.resolve(supply.folder());
      delete(finished); // it is there only if it did not work
      Files.move(partial, finished, StandardCopyOption.ATOMIC_MOVE);
      return programOf(supply);
    } finally {
      delete(partial);
    }
  }

  /** Whoever holds the lock knows that no one else is unpacking: what is partial was abandoned. */
  private void clearLeftovers() throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      for (Path child : children.toList()) {
        if (child.getFileName().toString().startsWith("partial-")) {
          delete(child);
        }
      }
    }
  }

  static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    try (Stream<Path> all = Files.walk(tree)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (UncheckedIOException unreadable) {
      throw new IOException("cannot clear " + tree, unreadable);
    }
  }
}
