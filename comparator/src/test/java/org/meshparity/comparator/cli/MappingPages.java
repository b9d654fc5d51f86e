package org.meshparity.comparator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.meshparity.rules.Packs;

/**
 * Pages under a pack that is written for the test: equal traffic is at parity, one event more a
 * gap.
 */
abstract class MappingPages extends DiffPages {

  static final String TAIL =
      "    provenance: {url: \"https://example.com\", versions: any, checked: 2026-11-25}\n";

  final void parity(Path pack, List<String> legacy, List<String> candidate) throws Exception {
    Ran ran = compared(pack, legacy, candidate);

    assertThat(ran.exitCode()).as(ran.text()).isZero();
    assertThat(ran.checks("PROVED_EQUAL")).as(ran.text()).isNotEmpty();
    gap(pack, legacy, oneMore(candidate), "at least 1");
  }

  final void gap(Path pack, List<String> legacy, List<String> candidate, String told)
      throws Exception {
    Ran ran = compared(pack, legacy, candidate);

    assertThat(ran.exitCode()).as(ran.text()).isEqualTo(1);
    assertThat(ran.text() + ran.json()).contains(told);
  }

  /** The last series, which is a count, counts one more; of a histogram its +Inf bucket too. */
  private static List<String> oneMore(List<String> page) {
    int last = page.size() - 1;
    return page.stream()
        .map(
            line ->
                line.equals(page.get(last)) || line.contains("le=\"Inf\"")
                    ? line.substring(0, line.lastIndexOf(' ') + 1)
                        + (Integer.parseInt(line.substring(line.lastIndexOf(' ') + 1)) + 1)
                    : line)
        .toList();
  }

  final Ran compared(Path pack, List<String> legacy, List<String> candidate) throws Exception {
    return ran(
        "--pack", pack, "--legacy", page("legacy", legacy), "--candidate", page("new", candidate));
  }

  static String counter(String legacy, String candidate) {
    return counter("events", legacy, candidate);
  }

  static String counter(String name, String legacy, String candidate) {
    return "  - name: "
        + name
        + "\n    type: counter\n    unit: events\n    legacy: "
        + legacy
        + "\n    candidate: "
        + candidate
        + "\n"
        + TAIL;
  }

  final Path pack(String identity, String metrics, String labels) throws Exception {
    String yaml =
        "name: mapping\nversion: 1.0.0\nidentity: "
            + identity
            + "\nsides:\n"
            + "  legacy: {selector: 'job=\"a\"', scrape-interval: 15s, lag: 0s}\n"
            + "  candidate: {selector: 'job=\"b\"', scrape-interval: 15s, lag: 0s}\n"
            + "metrics:\n"
            + metrics
            + (labels.isEmpty() ? "" : "labels:\n" + labels + "\n");
    Path file = Files.writeString(folder.resolve("mapping.yaml"), yaml);
    Packs.read(file);
    return file;
  }
}
