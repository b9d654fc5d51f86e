package org.meshparity.proxyruntime.mesh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Targets in the form Prometheus discovers from a file; job and path travel as labels.
 *
 * <p>The file is written beside its place and renamed, since Prometheus may read it at any moment.
 */
final class TargetsFile {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private TargetsFile() {}

  static void write(Path file, List<ScrapeTarget> targets) throws IOException {
    List<Group> groups = targets.stream().map(TargetsFile::group).toList();
    Path absolute = file.toAbsolutePath();
    Path folder = absolute.getParent();
    if (folder == null) {
      throw new IOException(file + " is not a file");
    }
    Path beside = Files.createTempFile(folder, ".targets", ".json");
    try {
      Files.write(beside, JSON.writeValueAsBytes(groups));
      // Another user's Prometheus must be able to read it.
      boolean unused = beside.toFile().setReadable(true, false);
      Files.move(beside, absolute, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  private static Group group(ScrapeTarget target) {
    Map<String, String> labels = new TreeMap<>(target.labels());
    labels.put("job", target.job());
    labels.put("__metrics_path__", target.metricsPath());
    return new Group(List.of(target.address()), new LinkedHashMap<>(labels));
  }

  private record Group(List<String> targets, Map<String, String> labels) {}
}
