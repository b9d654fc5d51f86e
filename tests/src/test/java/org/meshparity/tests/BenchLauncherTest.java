package org.meshparity.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meshparity.tests.ToyCheckout.Ran;

/** {@code tests/bench} builds and keeps as {@code ./meshparity} does, and apart from it. */
class BenchLauncherTest {

  @TempDir Path folder;

  private ToyCheckout checkout;

  @BeforeEach
  void checkOut() throws IOException {
    checkout = new ToyCheckout(folder);
  }

  private Ran bench(String... arguments) throws Exception {
    return ToyCheckout.await(
        checkout.start(checkout.root.resolve("tests/bench"), folder, arguments));
  }

  @Test
  void itRunsInTheFolderItWasCalledFromWithItsWords() throws Exception {
    Ran ran = bench("record", "--quick", "two words");

    assertThat(ran.exit()).isEqualTo(3);
    assertThat(ran.out())
        .startsWith("in " + folder.toRealPath() + "\n")
        .contains("source a\n", "word <record>\nword <--quick>\nword <two words>\n");
    assertThat(ran.err()).startsWith("bench: building");
  }

  @Test
  void nothingIsBuiltTwiceFromTheSameSources() throws Exception {
    bench("record");

    assertThat(bench("record").err()).isEmpty();
    assertThat(checkout.builds()).isEqualTo(1);
  }

  @Test
  void anEditedBenchmarkIsBuilt() throws Exception {
    bench("record");
    checkout.write("tests/src/test/java/org/meshparity/tests/bench/Another.java", "");

    assertThat(bench("record").err()).contains("the sources changed: building");
  }

  @Test
  void anEditedSimulationIsBuilt() throws Exception {
    String simulation = "comparator/src/test/java/org/meshparity/comparator/simulation/";
    checkout.write(simulation + "Dice.java", "one");
    bench("accuracy");
    checkout.write(simulation + "Dice.java", "another");

    assertThat(bench("accuracy").err()).contains("the sources changed: building");
  }

  @Test
  void theProgramsOwnBuildStays() throws Exception {
    checkout.run("packs");
    bench("record");

    assertThat(checkout.run("packs").err()).isEmpty();
    assertThat(checkout.builds()).isEqualTo(2);
  }

  @Test
  void aFailedBuildIsNoMeasurement() throws Exception {
    checkout.write("fail", "");

    Ran ran = bench("record");

    assertThat(ran.exit()).isEqualTo(70);
    assertThat(ran.err()).contains("no such symbol", "bench: the build failed");
  }
}
