package org.meshparity.proxyruntime.vectors;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Plays what Istio's own end-to-end tests do, through two real sidecars or the whole mesh, and
 * expects on their pages what those tests expect.
 *
 * <p>Their cases are another project's data and stay outside; a few of this project's own, in the
 * same form, are played in every clone.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VectorsTest {

  private static final String FOLDER = "MESHPARITY_CONFORMANCE";
  private static final String FILE = "inproxy/vectors.json";
  private static final String OWN_FILE = "inproxy/cases.yaml";

  private final List<Played> files = new ArrayList<>();

  @AfterAll
  void report() {
    for (Played file : files) {
      System.out.println(file.covered());
      file.close();
    }
  }

  @TestFactory
  Stream<DynamicTest> everyCaseOfIstiosTestsHolds() {
    String folder = System.getenv(FOLDER);
    if (folder == null) {
      String why = FOLDER + " is not set: " + FILE + " is not played";
      System.out.println(why);
      return Stream.of(DynamicTest.dynamicTest(FILE, () -> Assumptions.abort(why)));
    }
    return play(FILE, JsonMapper.shared().readTree(Path.of(folder, FILE).toFile()));
  }

  @TestFactory
  Stream<DynamicTest> everyCaseOfItsOwnHolds() throws IOException {
    try (InputStream in = VectorsTest.class.getResourceAsStream("/" + OWN_FILE)) {
      LoaderOptions options = new LoaderOptions();
      options.setMaxAliasesForCollections(1_000);
      Map<String, Object> file = new Yaml(options).load(in);
      return play(OWN_FILE, JsonMapper.shared().valueToTree(file.get("cases")));
    }
  }

  private Stream<DynamicTest> play(String name, JsonNode cases) {
    Played file = new Played(name, VectorFile.read(cases));
    files.add(file);
    return file.tests();
  }
}
