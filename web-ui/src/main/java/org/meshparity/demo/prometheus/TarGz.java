package org.meshparity.demo.prometheus;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Unpacks an archive into a folder and nowhere else: plain files and folders only, no links, no
 * devices, no names that lead out, and no more bytes than a Prometheus can have.
 */
final class TarGz {

  private static final int OWNER_MAY_EXECUTE = 0100;
  private static final int BUFFER_BYTES = 64 * 1024;

  private final long mostBytes;
  private final int mostEntries;

  /**
   * Sets the limits.
   *
   * @param mostBytes of all files together, unpacked
   * @param mostEntries files and folders together
   */
  TarGz(long mostBytes, int mostEntries) {
    this.mostBytes = mostBytes;
    this.mostEntries = mostEntries;
  }

  /** Unpacks a whole archive; what it has written when it fails is the caller's to delete. */
  void unpack(Path archive, Path destination) throws IOException {
    try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
        TarArchiveInputStream tar =
            new TarArchiveInputStream(new GZIPInputStream(file, BUFFER_BYTES))) {
      long bytes = 0;
      int entries = 0;
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (++entries > mostEntries) {
          throw new IOException("the archive has more than " + mostEntries + " entries");
        }
        Path target = inside(destination, entry);
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else {
          bytes += write(tar, target, mostBytes - bytes);
          makeExecutable(target, entry);
        }
      }
      if (entries == 0) {
        throw new IOException("the archive is empty");
      }
    }
  }

  private static Path inside(Path destination, TarArchiveEntry entry) throws IOException {
    boolean plain = entry.isDirectory() || entry.isFile();
    if (!plain || entry.isLink() || entry.isSymbolicLink()) {
      throw new IOException("the archive has a link or a device: " + entry.getName());
    }
    Path target = destination.resolve(entry.getName()).normalize();
    if (!target.startsWith(destination)) {
      throw new IOException("the archive has a name that leads out of it: " + entry.getName());
    }
    return target;
  }

  private long write(InputStream content, Path target, long allowed) throws IOException {
    Files.createDirectories(target.getParent());
    byte[] buffer = new byte[BUFFER_BYTES];
    long written = 0;
    try (OutputStream out = Files.newOutputStream(target)) {
      for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
        written += read;
        if (written > allowed) {
          throw new IOException("the archive unpacks to more than " + mostBytes + " bytes");
        }
        out.write(buffer, 0, read);
      }
    }
    return written;
  }

  private static void makeExecutable(Path target, TarArchiveEntry entry) throws IOException {
    if ((entry.getMode() & OWNER_MAY_EXECUTE) != 0) {
      Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }
}
