package org.meshparity.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PacksTest {

  @TempDir private Path folder;

  @Test
  void everyFileInThePacksFolderIsBuiltIn() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("packs"))) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".yaml", "")))
          .containsExactlyInAnyOrderElementsOf(Packs.builtInNames());
    }
  }

  @Test
  void everyBuiltInPackIsNamedLikeItsFile() {
    assertThat(Packs.builtInNames())
        .allSatisfy(name -> assertThat(Packs.builtIn(name).name()).isEqualTo(name));
  }

  @Test
  void aPackIsResolvedByNameOrByFile() throws IOException {
    Path file = write(SoundPack.YAML);

    assertThat(Packs.resolve("istio-mixer-to-inproxy").name()).isEqualTo("istio-mixer-to-inproxy");
    assertThat(Packs.resolve(file.toString())).isEqualTo(Packs.read(file));
    assertThat(Packs.yaml(file.toString())).isEqualTo(SoundPack.YAML);
  }

  @Test
  void theDigestIsThatOfTheFile() throws IOException {
    Path file = write(SoundPack.YAML);

    String digest = Packs.read(file).sha256();

    assertThat(digest).matches("[0-9a-f]{64}");
    assertThat(Packs.read(write(SoundPack.YAML + "\n")).sha256()).isNotEqualTo(digest);
  }

  @Test
  void anUnknownNameIsRefusedWithTheNearestBuiltInOne() {
    assertThatThrownBy(() -> Packs.resolve("istio-mixer-to-inproxi"))
        .isInstanceOf(PackFaults.class)
        .hasMessage(
            "\"istio-mixer-to-inproxi\": must be a file, or a built-in pack;"
                + " did you mean istio-mixer-to-inproxy?");
    assertThatThrownBy(() -> Packs.builtIn("../secret")).isInstanceOf(PackFaults.class);
    assertThatThrownBy(() -> Packs.resolve("a\0b")).isInstanceOf(PackFaults.class);
    assertThatThrownBy(() -> Packs.resolve("")).isInstanceOf(PackFaults.class);
  }

  @Test
  void aFileThatCannotBeReadIsRefusedByItsName() {
    assertThatThrownBy(() -> Packs.read(folder.resolve("none.yaml")))
        .isInstanceOf(PackFaults.class)
        .hasMessageEndingWith("none.yaml: cannot be read: there is no such file");
    assertThatThrownBy(() -> Packs.resolve(folder.toString())).isInstanceOf(PackFaults.class);
  }

  @Test
  void theExampleOfTheReadmeIsSound() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    int start = readme.indexOf("```yaml\n") + "```yaml\n".length();

    Path file = write(readme.substring(start, readme.indexOf("```", start)));

    assertThat(Packs.read(file).name()).isEqualTo("shop-v1-to-v2");
  }

  private Path write(String yaml) throws IOException {
    return Files.write(folder.resolve("shop.yaml"), yaml.getBytes(StandardCharsets.UTF_8));
  }
}
