package org.meshparity.comparator.source;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.meshparity.comparator.source.settings.Sources;

/** A source whose settings are written for the test, beside a file that holds a secret. */
abstract class CredentialChecks {

  static final String ANSWER =
      "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]}}";

  @TempDir Path folder;

  @BeforeEach
  void writeSecret() throws Exception {
    Files.writeString(folder.resolve("secret"), "first-s3cret\n");
  }

  final QuerySource source(String url, String yaml, Map<String, String> environment)
      throws Exception {
    Path file = folder.resolve("sources.yaml");
    Files.writeString(file, "sources:\n  prod:\n    url: " + url + "\n" + yaml);
    return Sources.read(file, environment).get("prod");
  }

  static void ask(QuerySource source) throws SourceUnavailable {
    source.query("up", 1000, (labels, value) -> {});
  }
}
