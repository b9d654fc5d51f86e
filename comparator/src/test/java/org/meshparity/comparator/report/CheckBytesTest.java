package org.meshparity.comparator.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class CheckBytesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "job=\"istio-mesh\", path=\"C:\\\\a\"",
        "two\nlines\tand\u0001",
        "Zürich",
        "\u00ff\u0080\u007f",
        "東京 🚀",
        "half \ud83d of a pair",
      })
  void textIsQuotedAsTheJsonLibraryQuotesIt(String text) {
    CheckBytes bytes = new CheckBytes(1, 1);
    bytes.quote(text);

    String written = new String(bytes.array(), 0, bytes.size(), StandardCharsets.UTF_8);
    byte[] library = new JsonMapper().writeValueAsBytes(text.replace("half \ud83d", "half ?"));
    assertThat(written).isEqualTo(new String(library, StandardCharsets.UTF_8));
  }
}
