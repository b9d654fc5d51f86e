package org.meshparity.tests;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** {@code docker-compose.yml} as compose reads it where no variable is set. */
final class ComposeFile {

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{[A-Z_]+:-([^}]*)}");

  private final Map<String, Service> services = new LinkedHashMap<>();

  private ComposeFile(Map<?, ?> content) {
    map(content, "services")
        .forEach((name, service) -> services.put((String) name, new Service((Map<?, ?>) service)));
  }

  static ComposeFile read() throws IOException {
    return new ComposeFile(yaml("docker-compose.yml"));
  }

  /** A YAML file of the repository, with every variable's default in its place. */
  static Map<?, ?> yaml(String path) throws IOException {
    String text = Files.readString(Repository.root().resolve(path));
    String resolved = VARIABLE.matcher(text).replaceAll("$1");
    return new Yaml(new SafeConstructor(new LoaderOptions())).load(resolved);
  }

  static Map<?, ?> map(Map<?, ?> parent, String key) {
    return (Map<?, ?>) parent.get(key);
  }

  static List<?> list(Map<?, ?> parent, String key) {
    return parent.get(key) instanceof List<?> list ? list : List.of();
  }

  Map<String, Service> services() {
    return services;
  }

  Service service(String name) {
    return services.get(name);
  }

  /** One service's entry. */
  record Service(Map<?, ?> entry) {

    String text(String key) {
      return (String) entry.get(key);
    }

    List<String> texts(String key) {
      return list(entry, key).stream().map(String.class::cast).toList();
    }

    boolean isOurs() {
      return text("image").startsWith("meshparity:");
    }

    /** The program's command and its arguments. */
    List<String> words() {
      return Arrays.asList(text("command").trim().split("\\s+"));
    }

    /** What follows an option, e.g. {@code --mixer}. */
    String option(String name) {
      return words().get(words().indexOf(name) + 1);
    }
  }
}
