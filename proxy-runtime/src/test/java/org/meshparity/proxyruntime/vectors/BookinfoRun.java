package org.meshparity.proxyruntime.vectors;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.meshparity.proxyruntime.inproxy.Reporter;
import org.meshparity.proxyruntime.mesh.LatencyProfile;
import org.meshparity.proxyruntime.mesh.Mesh;
import org.meshparity.proxyruntime.mesh.MeshSettings;
import org.meshparity.proxyruntime.mesh.ScrapeTarget;
import org.meshparity.proxyruntime.vectors.ScrapedPage.Sample;

/** The whole mesh, asked for its product page through its gateway. */
final class BookinfoRun implements Run {

  /** Requests a second of the mesh's own load, beside those of the scenario. */
  private static final int OWN_LOAD = 1;

  private final Mesh mesh;

  private BookinfoRun(Mesh mesh) {
    this.mesh = mesh;
  }

  static BookinfoRun play(Scenario scenario) throws Exception {
    Mesh mesh =
        Mesh.start(
            MeshSettings.defaults()
                .withIstioVersion(scenario.release())
                .withRate(OWN_LOAD)
                .withErrorShare(0)
                .withLatency(LatencyProfile.FAST)
                .withFlush(Duration.ofMillis(50)));
    try {
      scenario.traffic().send(URI.create(mesh.status().gatewayUrl()).getPort());
      return new BookinfoRun(mesh);
    } catch (Exception e) {
      mesh.close();
      throw e;
    }
  }

  @Override
  public Map<String, String> variables() {
    return Map.of("Namespace", Scenario.NAMESPACE);
  }

  /** All sidecars' pages together, as a Prometheus holds them; each tells its side by a label. */
  @Override
  public ScrapedPage page(Reporter side) throws IOException {
    Map<String, String> types = new HashMap<>();
    List<Sample> samples = new ArrayList<>();
    for (ScrapeTarget target : mesh.targets()) {
      if (target.job().equals("envoy-stats")) {
        int port = URI.create("http://" + target.address()).getPort();
        ScrapedPage page = ScrapedPage.read(port, target.metricsPath());
        types.putAll(page.types());
        samples.addAll(page.samples());
      }
    }
    return new ScrapedPage(types, samples);
  }

  @Override
  public void close() {
    mesh.close();
  }
}
