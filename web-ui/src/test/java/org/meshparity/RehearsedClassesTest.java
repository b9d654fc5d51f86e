package org.meshparity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RehearsedClassesTest {

  @Test
  void allClassesThatACheckMayNeedAreFoundAndCanBeLoaded() throws Exception {
    assertThat(RehearsedClasses.names())
        .hasSizeGreaterThan(400)
        .contains("org.meshparity.comparator.run.PushdownReader", "org.meshparity.rules.Suggestion")
        .allSatisfy(
            name ->
                assertThat(Class.forName(name, false, getClass().getClassLoader())).isNotNull());
  }
}
