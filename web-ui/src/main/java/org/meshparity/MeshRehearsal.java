package org.meshparity;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.meshparity.proxyruntime.mesh.Mesh;
import org.meshparity.proxyruntime.mesh.MeshSettings;
import org.meshparity.proxyruntime.mesh.ScrapeTarget;

/**
 * A mesh with its Mixer for a moment, until its first requests are on the pages of both
 * generations: what {@code mesh}, {@code mixer}, {@code proxy} and {@code demo} load to start has
 * then been loaded.
 */
final class MeshRehearsal {

  /** Of the mesh's metrics, v1 and v2; Mixer has a page about itself too. */
  private static final Set<String> JOBS = Set.of("istio-mesh", "envoy-stats");

  private static final int LOOKS = 50;
  private static final long BETWEEN_MILLIS = 100;

  private MeshRehearsal() {}

  static void play() throws IOException, InterruptedException {
    try (Mesh mesh = Mesh.start(MeshSettings.defaults())) {
      List<ScrapeTarget> targets =
          mesh.targets().stream().filter(target -> JOBS.contains(target.job())).toList();
      for (int look = 0; look < LOOKS && !allCount(targets); look++) {
        Thread.sleep(BETWEEN_MILLIS);
      }
    }
  }

  private static boolean allCount(List<ScrapeTarget> targets) throws IOException {
    for (ScrapeTarget target : targets) {
      if (!counts(target)) {
        return false;
      }
    }
    return true;
  }

  private static boolean counts(ScrapeTarget target) throws IOException {
    URI page = URI.create("http://" + target.address() + target.metricsPath());
    try (InputStream body = page.toURL().openStream()) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8)
          .contains("istio_requests_total");
    }
  }
}
