package org.meshparity.proxyruntime.mixer.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.meshparity.proxyruntime.IstioRelease;
import org.yaml.snakeyaml.nodes.Node;

/**
 * The resources that Istio installs Mixer with, as files beside this class.
 *
 * <p>{@code releases.yaml} says which files a release consists of. Each row holds from one patch on
 * until the next row, so that a change within a line is a row and no code.
 */
final class DefaultResources {

  private static final String ATTRIBUTES = "attributes.yaml";
  private static final int MOST_CHARACTERS = 1 << 20;

  private DefaultResources() {}

  /** The files of a release with their text. */
  static Map<String, String> of(IstioRelease release) {
    Faults faults = new Faults();
    Node table =
        YamlDocuments.read("releases.yaml", text("releases.yaml"), MOST_CHARACTERS, faults).get(0);
    Section top = Section.of("releases.yaml", table, "", faults, List.of("releases"));
    Map<String, String> files = new LinkedHashMap<>();
    for (Section row : top.sections("releases", List.of("since", "files"))) {
      if (release.compareTo(IstioRelease.parse(row.required("since").orElse(""))) >= 0) {
        files.clear();
        row.names("files").keySet().forEach(file -> files.put(file, text(file)));
      }
    }
    faults.refuse();
    return files;
  }

  /** The attributes that every release has. */
  static Map<String, String> attributes() {
    return Map.of(ATTRIBUTES, text(ATTRIBUTES));
  }

  private static String text(String file) {
    try (InputStream in = DefaultResources.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is missing from the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
