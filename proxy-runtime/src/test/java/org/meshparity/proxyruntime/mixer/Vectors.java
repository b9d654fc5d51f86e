package org.meshparity.proxyruntime.mixer;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Vectors that are not ours and stay outside: found by the environment variable {@code
 * MESHPARITY_CONFORMANCE}, and what needs them is skipped without it.
 */
public final class Vectors {

  private static final String FOLDER = "MESHPARITY_CONFORMANCE";

  private Vectors() {}

  /** A file of them. */
  public static JsonNode file(String name) throws IOException {
    String folder = System.getenv(FOLDER);
    assumeTrue(folder != null, FOLDER + " is not set: " + name + " is not checked");
    return JsonMapper.shared().readTree(Files.readString(Path.of(folder, name)));
  }

  /** The vectors of one kind in the file of bags. */
  public static List<JsonNode> bags(String kind) throws IOException {
    List<JsonNode> vectors = new ArrayList<>();
    for (JsonNode each : file("mixer-bags.json")) {
      if (each.get("kind").stringValue().equals(kind)) {
        vectors.add(each);
      }
    }
    return vectors;
  }

  /** Says how many cases were held against it, for whoever reads the build's output. */
  public static void covered(String what, int covered, int total) {
    System.out.println("conformance: " + what + ": " + covered + " / " + total + " covered");
  }
}
