package org.meshparity.comparator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import picocli.CommandLine;

/** The manifest that is shipped: it is YAML, and its command lines are those of the program. */
class IndexedJobTest {

  private static final Path MANIFEST = Path.of("../docker/kubernetes/indexed-job.yaml");

  @Test
  void everyPodReadsItsOwnShardIntoItsOwnFile() throws IOException {
    Map<?, ?> job = documents().get(0);
    int pods = (Integer) ((Map<?, ?>) job.get("spec")).get("completions");
    List<String> files = new ArrayList<>();

    for (int pod = 0; pod < pods; pod++) {
      List<String> words = arguments(job, "" + pod);
      assertThat(words.get(0)).isEqualTo("check");
      CheckCommand check = new CheckCommand();
      new CommandLine(check).parseArgs(words.subList(1, words.size()).toArray(new String[0]));
      assertThat(words).contains(pod + "/" + pods);
      files.add(words.get(words.size() - 1).replace("json=", ""));
    }

    assertThat(arguments(documents().get(1), "")).containsAll(files);
    assertThat(files).doesNotHaveDuplicates().hasSize(8);
  }

  @Test
  void theMergeIsACommandLineOfTheProgram() throws IOException {
    List<String> words = arguments(documents().get(1), "");
    assertThat(words.subList(0, 2)).containsExactly("report", "merge");

    new CommandLine(new ReportCommand())
        .parseArgs(words.subList(1, words.size()).toArray(new String[0]));
  }

  /** A quarter of it, which is Java's own way, is too little for half a million series. */
  @Test
  void javaMayUseTheMemoryThatAPodIsGiven() throws IOException {
    for (int job = 0; job < 2; job++) {
      List<?> command = (List<?>) container(documents().get(job)).get("command");
      assertThat(command.contains("-XX:MaxRAMPercentage=70")).isTrue();
    }
  }

  private static List<Map<?, ?>> documents() throws IOException {
    List<Map<?, ?>> documents = new ArrayList<>();
    new Yaml(new SafeConstructor(new LoaderOptions()))
        .loadAll(Files.readString(MANIFEST))
        .forEach(document -> documents.add((Map<?, ?>) document));
    return documents;
  }

  private static Map<?, ?> container(Map<?, ?> job) {
    Map<?, ?> spec = (Map<?, ?>) job.get("spec");
    Map<?, ?> pod = (Map<?, ?>) ((Map<?, ?>) spec.get("template")).get("spec");
    return (Map<?, ?>) ((List<?>) pod.get("containers")).get(0);
  }

  private static List<String> arguments(Map<?, ?> job, String index) {
    return ((List<?>) container(job).get("args"))
        .stream().map(word -> ((String) word).replace("$(JOB_COMPLETION_INDEX)", index)).toList();
  }
}
