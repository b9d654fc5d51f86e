package org.meshparity.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a newcomer looks for at the top of the checkout is there. */
class RepositoryTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pom.xml",
        "README.md",
        "RATIONALE.md",
        "CHANGELOG.md",
        "LICENSE",
        "meshparity",
        "mvnw",
        ".ci/run",
        "rules/pom.xml",
        "comparator/pom.xml",
        "proxy-runtime/pom.xml",
        "web-ui/pom.xml",
        "tests/pom.xml"
      })
  void theTopLevelIsTheOneThatWasAgreedOn(String name) {
    assertThat(Repository.root().resolve(name)).isNotEmptyFile();
  }

  @ParameterizedTest
  @ValueSource(strings = {"meshparity", "mvnw", ".ci/run", "tests/bench"})
  void theCommandsCanBeRun(String name) {
    assertThat(Repository.root().resolve(name)).isExecutable();
  }

  @ParameterizedTest
  @ValueSource(strings = {"./meshparity demo", "./mvnw verify"})
  void theTwoCommandsAreAtTheTopOfTheReadme(String command) throws Exception {
    Path readme = Repository.root().resolve("README.md");

    assertThat(Files.readAllLines(readme).stream().limit(30)).anyMatch(l -> l.contains(command));
  }
}
