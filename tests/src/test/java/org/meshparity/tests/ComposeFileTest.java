package org.meshparity.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meshparity.proxyruntime.mesh.MeshCommand;
import org.meshparity.proxyruntime.mixer.MixerCommand;
import org.meshparity.web.ServeCommand;
import picocli.CommandLine;

/** What can be known of docker-compose.yml without an engine; {@code .ci/compose-smoke} runs it. */
class ComposeFileTest {

  private static final Map<String, Object> COMMANDS =
      Map.of("mesh", new MeshCommand(), "mixer", new MixerCommand(), "serve", new ServeCommand());

  private ComposeFile compose;

  @BeforeEach
  void read() throws IOException {
    compose = ComposeFile.read();
  }

  @Test
  void portsArePublishedOnLoopbackOnly() {
    List<String> ports =
        compose.services().values().stream().flatMap(s -> s.texts("ports").stream()).toList();

    assertThat(ports).hasSize(3).allMatch(port -> port.matches("127\\.0\\.0\\.1:\\d+:\\d+"));
  }

  @Test
  void onlyGrafanaWaitsToBeAskedFor() {
    compose
        .services()
        .forEach(
            (name, service) ->
                assertThat(service.texts("profiles"))
                    .as(name)
                    .isEqualTo(name.equals("grafana") ? List.of("grafana") : List.of()));
  }

  @Test
  void allRolesAreOneImageThatIsBuiltOnceAndNeverPulled() {
    List<ComposeFile.Service> ours =
        compose.services().values().stream().filter(ComposeFile.Service::isOurs).toList();

    assertThat(ours).extracting(service -> service.words().get(0)).containsOnlyOnce("mesh");
    assertThat(ours)
        .extracting(service -> service.text("image"))
        .hasSize(3)
        .containsOnly("meshparity:local");
    assertThat(ours)
        .extracting(service -> service.text("pull_policy"))
        .containsExactlyInAnyOrder("build", "never", "never");
  }

  @Test
  void theProgramUnderstandsEveryCommand() {
    for (ComposeFile.Service service : compose.services().values()) {
      if (service.isOurs()) {
        List<String> words = service.words();
        List<String> arguments = words.subList(1, words.size());
        new CommandLine(COMMANDS.get(words.get(0))).parseArgs(arguments.toArray(String[]::new));
      }
    }
  }

  @Test
  void everyHostThatIsNamedIsAService() throws IOException {
    ComposeFile.Service mesh = compose.service("mesh");
    ComposeFile.Service service = compose.service("meshparity");

    assertThat(compose.services().keySet())
        .contains(mesh.option("--mixer").split(":")[0], mesh.option("--advertise"))
        .contains(URI.create(service.option("--prometheus")).getHost())
        .containsAll(scrapedHosts());
    assertThat(scrapedHosts()).contains(service.option("--allow-host"));
  }

  private static List<String> scrapedHosts() throws IOException {
    String config = Files.readString(Repository.root().resolve("docker/prometheus/prometheus.yml"));
    return Pattern.compile("targets: \\[\"([^:\"]+):\\d+\"]")
        .matcher(config)
        .results()
        .map((MatchResult target) -> target.group(1))
        .toList();
  }

  @Test
  void everyFolderAndFileThatIsMountedIsInTheRepository() {
    List<String> mounted =
        compose.services().values().stream()
            .flatMap(service -> service.texts("volumes").stream())
            .filter(volume -> volume.startsWith("./"))
            .map(volume -> volume.substring(2, volume.indexOf(':')))
            .toList();

    assertThat(mounted).hasSize(3).allMatch(path -> Files.exists(Repository.root().resolve(path)));
  }

  @Test
  void theImageRunsAsNobodySpecial() throws IOException {
    List<String> lines = Files.readAllLines(Repository.root().resolve("web-ui/Dockerfile"));

    assertThat(lines)
        .filteredOn(line -> line.startsWith("USER "))
        .containsExactly("USER 10001:10001");
  }
}
