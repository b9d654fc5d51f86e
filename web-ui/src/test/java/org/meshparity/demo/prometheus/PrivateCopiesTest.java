package org.meshparity.demo.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrivateCopiesTest {

  private static final Path HOME = Path.of("/home/ada");
  private static final Supply SUPPLY = OfficialRelease.pinnedFor("Linux", "aarch64").orElseThrow();
  private static final String PROGRAM =
      "prometheus-2.53.4.linux-arm64/prometheus-2.53.4.linux-arm64/prometheus";

  @Test
  void theCacheFolderIsTheOneTheUserNamed() {
    assertThat(program(Map.of("XDG_CACHE_HOME", "/big/cache"), "Linux"))
        .isEqualTo(Path.of("/big/cache/meshparity", PROGRAM));
  }

  @Test
  void aRelativeCacheFolderIsIgnored() {
    assertThat(program(Map.of("XDG_CACHE_HOME", "cache"), "Linux"))
        .isEqualTo(HOME.resolve(".cache/meshparity").resolve(PROGRAM));
  }

  @Test
  void appleHasItsOwnPlaceForCaches() {
    assertThat(program(Map.of(), "Mac OS X"))
        .isEqualTo(HOME.resolve("Library/Caches/meshparity").resolve(PROGRAM));
  }

  @Test
  void noReleaseIsFetchedWhereNoChecksumIsPinned() {
    assertThat(OfficialRelease.pinnedFor("Mac OS X", "aarch64")).isEmpty();
    assertThat(OfficialRelease.pinnedFor("Linux", "amd64").orElseThrow().address())
        .hasToString(
            "https://github.com/prometheus/prometheus/releases/download/v2.53.4/prometheus-2.53.4.linux-amd64.tar.gz");
  }

  private static Path program(Map<String, String> environment, String osName) {
    return PrivateCopies.ofUser(environment, osName, HOME).programOf(SUPPLY);
  }
}
