package org.meshparity.comparator.source;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.meshparity.comparator.source.ExpositionSource.Page;

class ExpositionSourceContractTest extends SampleSourceContract {

  @TempDir Path folder;

  @Override
  protected SampleSource open() throws Exception {
    Path page = Files.writeString(folder.resolve("page.prom"), PAGE);
    return ExpositionSource.of(List.of(new Page(page.toString(), null)), 1000);
  }

  @Override
  protected long beforeMs() {
    return ExpositionSource.BEFORE_MS - 1;
  }

  @Override
  protected long afterMs() {
    return ExpositionSource.NOW_MS;
  }

  @Override
  protected boolean scrapes() {
    return false;
  }
}
