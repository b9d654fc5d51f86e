package org.meshparity.demo.prometheus;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a search for a Prometheus came to. */
public sealed interface PrometheusSearch {

  /** The program, where one was found. */
  Optional<Path> binary();

  /** What was tried without success before, one sentence each. */
  List<String> reasons();

  /**
   * A Prometheus that answered {@code --version} on this machine.
   *
   * @param program its executable file
   * @param version what it calls itself, e.g. "2.53.4"
   */
  record Found(Path program, String version, List<String> reasons) implements PrometheusSearch {

    public Found {
      reasons = List.copyOf(reasons);
    }

    @Override
    public Optional<Path> binary() {
      return Optional.of(program);
    }
  }

  /** None can be had here. */
  record Missing(List<String> reasons) implements PrometheusSearch {

    public Missing {
      reasons = List.copyOf(reasons);
    }

    @Override
    public Optional<Path> binary() {
      return Optional.empty();
    }
  }
}
