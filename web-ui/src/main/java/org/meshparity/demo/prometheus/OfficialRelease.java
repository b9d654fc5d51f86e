package org.meshparity.demo.prometheus;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import okhttp3.HttpUrl;

/**
 * The official release archive, whose version and SHA-256 are pinned in {@code release.properties}.
 *
 * @param base the address under which the release folders lie
 * @param version without the v, e.g. "2.53.4"
 * @param platform as the release names it, e.g. "linux-amd64"
 * @param sha256 of the archive, 64 lower-case hex digits
 */
record OfficialRelease(HttpUrl base, String version, String platform, String sha256)
    implements Supply {

  private static final long MOST_UNPACKED_BYTES = 1L << 30;
  private static final int MOST_ENTRIES = 10_000;

  OfficialRelease {
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("sha256 must be 64 hex digits, was " + sha256);
    }
  }

  /** The pinned release for a platform; empty where no checksum is known for it. */
  static Optional<OfficialRelease> pinnedFor(String osName, String osArch) {
    Properties pins = pins();
    String platform = platform(osName, osArch);
    return Optional.ofNullable(pins.getProperty("sha256." + platform))
        .map(sha256 -> pinned(pins, platform, sha256));
  }

  private static OfficialRelease pinned(Properties pins, String platform, String sha256) {
    HttpUrl base = HttpUrl.get(pins.getProperty("base"));
    return new OfficialRelease(base, pins.getProperty("version"), platform, sha256);
  }

  private static Properties pins() {
    Properties pins = new Properties();
    try (InputStream file = OfficialRelease.class.getResourceAsStream("release.properties")) {
      pins.load(file);
    } catch (IOException broken) {
      throw new IllegalStateException("release.properties in the jar cannot be read", broken);
    }
    return pins;
  }

  /** The release's word for a JVM's system and processor, e.g. "linux-amd64". */
  static String platform(String osName, String osArch) {
    String os = osName.startsWith("Mac") ? "darwin" : osName.toLowerCase(Locale.ROOT);
    String arch =
        switch (osArch) {
          case "x86_64", "amd64" -> "amd64";
          case "aarch64", "arm64" -> "arm64";
          default -> osArch;
        };
    return os + "-" + arch;
  }

  @Override
  public String title() {
    return "the official release " + version + " (" + platform + ") from " + base.host();
  }

  @Override
  public String folder() {
    return "prometheus-" + version + "." + platform;
  }

  @Override
  public Path program() {
    return Path.of(folder(), "prometheus"); // the archive brings a folder of its own
  }

  @Override
  public void unpackInto(Path destination) throws IOException {
    Path archive = destination.resolve("archive.tar.gz");
    new Download(address()).to(archive, sha256);
    new TarGz(MOST_UNPACKED_BYTES, MOST_ENTRIES).unpack(archive, destination);
    Files.delete(archive);
  }

  HttpUrl address() {
    return base.newBuilder()
        .addPathSegment("v" + version)
        .addPathSegment(folder() + ".tar.gz")
        .build();
  }
}
