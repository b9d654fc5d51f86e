package org.meshparity.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meshparity.tests.ToyCheckout.Ran;

class LauncherTest {

  @TempDir Path folder;

  private ToyCheckout checkout;

  @BeforeEach
  void checkOut() throws IOException {
    checkout = new ToyCheckout(folder);
  }

  @Test
  void wordsAndExitCodeAreTheCommandsOwn() throws Exception {
    Ran ran = checkout.run("check", "--pack", "two words", "", "*");

    assertThat(ran.exit()).isEqualTo(3);
    assertThat(ran.out())
        .contains("word <check>\nword <--pack>\nword <two words>\nword <>\nword <*>\n");
  }

  @Test
  void theBuildSpeaksOnStandardErrorOnly() throws Exception {
    Ran ran = checkout.run("packs");

    assertThat(ran.err()).contains("building");
    assertThat(ran.out()).doesNotContain("building").startsWith("in ");
  }

  @Test
  void nothingIsBuiltTwiceFromTheSameSources() throws Exception {
    checkout.run("packs");
    Files.setLastModifiedTime(
        checkout.root.resolve("pom.xml"), FileTime.fromMillis(System.currentTimeMillis()));

    assertThat(checkout.run("packs").err()).isEmpty();
    assertThat(checkout.builds()).isEqualTo(1);
  }

  @Test
  void anEditIsBuiltEvenWhenItsTimeIsOld() throws Exception {
    checkout.run("packs");
    Path edited = checkout.write("rules/src/main/a", "source b\n");
    Files.setLastModifiedTime(edited, FileTime.fromMillis(0));

    assertThat(checkout.run("packs").out()).contains("source b");
  }

  @Test
  void aDeletedSourceIsNoticed() throws Exception {
    Path more = checkout.write("rules/src/main/b", "more\n");
    checkout.run("packs");
    Files.delete(more);

    assertThat(checkout.run("packs").out()).doesNotContain("more");
  }

  @Test
  void earlierBuildsAreRemovedUnlessTheyAreInUse() throws Exception {
    checkout.run("packs");
    Path inUse = apps()[0];
    Files.createFile(inUse.resolve("users/" + ProcessHandle.current().pid()));
    checkout.write("rules/src/main/a", "source b\n");
    checkout.run("packs");
    checkout.write("rules/src/main/a", "source c\n");
    checkout.run("packs");

    assertThat(apps()).hasSize(2).contains(inUse);
    checkout.write("rules/src/main/a", "source a\n");
    checkout.run("packs");
    assertThat(checkout.builds()).isEqualTo(3);
  }

  @Test
  void aFailedBuildIsNeverMistakenForAVerdict() throws Exception {
    checkout.write("fail", "");

    Ran ran = checkout.run("check");

    assertThat(ran.exit()).isEqualTo(70);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains("no such symbol").contains("meshparity: the build failed");
    assertThat(checkout.root.resolve(".meshparity/lock")).doesNotExist();
  }

  @Test
  void twoLaunchersAtOnceBuildOnce() throws Exception {
    checkout.write("slow", "");
    Path launcher = checkout.root.resolve("meshparity");
    Process one = checkout.start(launcher, checkout.root, "packs");
    Process two = checkout.start(launcher, checkout.root, "packs");

    Ran first = ToyCheckout.await(one);
    Ran second = ToyCheckout.await(two);

    assertThat(first.exit()).isEqualTo(3);
    assertThat(second.exit()).isEqualTo(3);
    assertThat(first.err() + second.err()).contains("meshparity: waiting for process ");
    assertThat(checkout.builds()).isEqualTo(1);
  }

  @Test
  void theLockOfADeadLauncherIsTakenOver() throws Exception {
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    Path state = Files.createDirectories(checkout.root.resolve(".meshparity"));
    Files.createSymbolicLink(state.resolve("lock"), Path.of(Long.toString(dead.pid())));

    assertThat(checkout.run("packs").exit()).isEqualTo(3);
    try (Stream<Path> left = Files.list(state)) {
      assertThat(left.filter(file -> file.getFileName().toString().startsWith("lock"))).isEmpty();
    }
  }

  @Test
  void itRunsThroughALinkAndInTheFolderItWasCalledFrom() throws Exception {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Files.createSymbolicLink(bin.resolve("one"), Path.of("../check out/meshparity"));
    Path link = Files.createSymbolicLink(bin.resolve("two"), Path.of("one"));

    Ran ran = ToyCheckout.await(checkout.start(link, bin, "packs"));

    assertThat(ran.out()).startsWith("in " + bin.toRealPath() + "\n");
  }

  @Test
  void anOldJavaIsNamedWithTheRemedy() throws Exception {
    checkout.javaSays("11.0.20");

    Ran ran = checkout.run("packs");

    assertThat(ran.exit()).isEqualTo(70);
    assertThat(ran.err()).contains("is Java 11; Meshparity needs a JDK 17 or newer");
  }

  @Test
  void aJavaThatWasExchangedIsLookedAtAgain() throws Exception {
    checkout.run("packs");
    checkout.javaSays("1.8.0_402");

    assertThat(checkout.run("packs").err()).contains("is Java 8;");
  }

  @Test
  void theArchiveOfClassesIsMadeWithTheBuildAndUsedAtEachStart() throws Exception {
    Ran first = checkout.run("check");
    Ran second = checkout.run("serve");

    assertThat(first.err()).contains("preparing fast starts");
    assertThat(second.err()).isEmpty();
    assertThat(first.out()).contains("archive as ").contains("/jdk/bin/java rehearsed");
    assertThat(second.out()).contains("archive as ").contains("/jdk/bin/java rehearsed");
    assertThat(checkout.rehearsals()).isEqualTo(1);
  }

  @Test
  void theArchiveHoldsLambdasThatNoRehearsalComesTo() throws Exception {
    assertThat(checkout.run("check").out()).contains("rehearsed\nand its lambdas");
  }

  @Test
  void aJavaThatDoesNotTakeTheLambdasGetsAnArchiveWithoutThem() throws Exception {
    checkout.write("strict", "");

    assertThat(checkout.run("check").out()).contains("rehearsed").doesNotContain("lambdas");
  }

  @Test
  void anotherJavaGetsAnArchiveOfItsOwnAndNoBuild() throws Exception {
    checkout.run("check");
    checkout.changeJava();

    assertThat(checkout.run("check").out()).contains("/another jdk/bin/java rehearsed");
    assertThat(checkout.run("check").err()).isEmpty();
    assertThat(checkout.rehearsals()).isEqualTo(2);
    assertThat(checkout.builds()).isEqualTo(1);
  }

  @Test
  void aJavaThatCannotMakeAnArchiveStartsWithoutOneAndIsAskedOnce() throws Exception {
    checkout.write("stiff", "");

    assertThat(checkout.run("check").out()).contains("archive none");
    Ran again = checkout.run("check");
    assertThat(again.out()).contains("archive none");
    assertThat(again.err()).isEmpty();
    assertThat(checkout.rehearsals()).isEqualTo(1);
  }

  @Test
  void anArchiveThatIsMissingIsMadeWithoutABuild() throws Exception {
    checkout.run("check");
    try (Stream<Path> files = Files.list(apps()[0])) {
      for (Path archive : files.filter(file -> file.toString().endsWith(".jsa")).toList()) {
        Files.delete(archive);
      }
    }

    assertThat(checkout.run("check").out()).contains("rehearsed");
    assertThat(checkout.rehearsals()).isEqualTo(2);
    assertThat(checkout.builds()).isEqualTo(1);
  }

  @Test
  void aCheckoutThatWasMovedIsBuiltAndRehearsedNoMoreThanOnce() throws Exception {
    checkout.run("check");
    ToyCheckout moved = checkout.moveTo(folder.resolve("moved"));

    assertThat(moved.run("check").out()).contains("rehearsed");
    assertThat(moved.run("check").err()).isEmpty();
    assertThat(moved.builds()).isEqualTo(1);
    assertThat(moved.rehearsals()).isEqualTo(2);
  }

  @Test
  void aRealJavaIgnoresAnArchiveItCannotUseWithoutAWord() throws Exception {
    Path broken = Files.writeString(folder.resolve("broken.jsa"), "no archive");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(
                java,
                "-Xlog:cds=off",
                "-XX:SharedArchiveFile=" + broken,
                "-Xshare:auto",
                "--version")
            .redirectErrorStream(true)
            .start();

    Ran ran = ToyCheckout.await(process);

    assertThat(ran.exit()).isZero();
    assertThat(ran.out().toLowerCase(Locale.ROOT)).doesNotContain("warn", "error", "archive");
  }

  private Path[] apps() throws IOException {
    try (Stream<Path> files = Files.list(checkout.root.resolve(".meshparity"))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("app-"))
          .toArray(Path[]::new);
    }
  }
}
