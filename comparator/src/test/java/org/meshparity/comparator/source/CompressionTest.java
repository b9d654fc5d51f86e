package org.meshparity.comparator.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meshparity.comparator.source.access.Compression;
import org.meshparity.comparator.source.settings.SettingsFault;
import org.meshparity.comparator.source.settings.Sources;

/** How a source's answers may be packed, from its settings to what arrives at a server. */
class CompressionTest {

  private static final String ANSWER =
      "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]}}";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"'', identity", "auto, identity", "none, identity", "gzip, gzip", "zstd, zstd"})
  void theServerIsToldWhatTheSettingsSay(String word, String wanted) throws Exception {
    try (StubServer server = StubServer.json(ANSWER)) {
      try (QuerySource source = source(server.url(), word)) {
        source.query("up", 1500, (labels, value) -> {});
      }
      assertThat(server.seen().get(0).header("Accept-Encoding")).isEqualTo(List.of(wanted));
    }
  }

  @Test
  void anythingElseIsRefusedAndNamed() {
    assertThatThrownBy(() -> source("http://prom.example", "brotli"))
        .isInstanceOf(SettingsFault.class)
        .hasMessageContaining("compression must be auto, none, gzip or zstd, was \"brotli\"");
    assertThatThrownBy(() -> Compression.of("GZIP")).isInstanceOf(IllegalArgumentException.class);
  }

  private QuerySource source(String url, String word) throws Exception {
    Path file = folder.resolve("sources.yaml");
    String more = word.isEmpty() ? "" : "    compression: " + word + "\n";
    Files.writeString(file, "sources:\n  prod:\n    url: '" + url + "'\n" + more);
    return Sources.read(file, Map.of()).get("prod");
  }
}
