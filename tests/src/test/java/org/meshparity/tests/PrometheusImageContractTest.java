package org.meshparity.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.meshparity.comparator.source.PrometheusOptions;
import org.meshparity.comparator.source.PrometheusSource;
import org.meshparity.comparator.source.SampleSource;
import org.meshparity.comparator.source.SampleSourceContract;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/**
 * What every source keeps to, held against the Prometheus image of docker-compose.yml, which
 * scrapes a page of this machine.
 *
 * <p>Skipped where no container engine answers. A condition rather than an assumption before all
 * tests: Surefire counts a class that such an assumption ends as no test at all, and {@code
 * .ci/run}, which allows no skips, would not see it.
 */
@EnabledIf(
    value = "engineAnswers",
    disabledReason = "no container engine answers: start Docker, or set DOCKER_HOST to one")
class PrometheusImageContractTest extends SampleSourceContract {

  private static final long STARTED = System.currentTimeMillis();
  private static final int PORT = 9090;

  private static ScrapedPage page;
  private static GenericContainer<?> prometheus;

  static boolean engineAnswers() {
    boolean answers = DockerClientFactory.instance().isDockerAvailable();
    if (!answers) {
      System.err.println("PrometheusImageContractTest skips: no container engine answers");
    }
    return answers;
  }

  @BeforeAll
  static void startPrometheus() throws IOException {
    page = new ScrapedPage(HostOfContainers.socket(), PAGE);
    prometheus = container(page.port());
    prometheus.start();
    try (SampleSource source = source()) {
      await().atMost(Duration.ofSeconds(90)).until(() -> page.scraped(source, "odd") > 0);
    } catch (ConditionTimeoutException nothingScraped) {
      throw new IllegalStateException(
          "Prometheus says of its target: " + targets(), nothingScraped);
    }
  }

  private static GenericContainer<?> container(int pagePort) throws IOException {
    String config =
        """
        scrape_configs:
          - job_name: fruit
            scrape_interval: 1s
            scrape_timeout: 1s
            static_configs: [{targets: ["%s:%d"]}]
        """
            .formatted(HostOfContainers.NAME, pagePort);
    return new GenericContainer<>(DockerImageName.parse(image()))
        .withExtraHost(HostOfContainers.NAME, "host-gateway")
        .withCopyToContainer(Transferable.of(config, 0444), "/etc/prometheus/prometheus.yml")
        .withExposedPorts(PORT)
        .waitingFor(Wait.forHttp("/-/ready").forPort(PORT));
  }

  /** The one docker-compose.yml starts, chosen by the same variable. */
  private static String image() throws IOException {
    String standard = ComposeFile.read().service("prometheus").text("image");
    return Optional.ofNullable(System.getenv("PROMETHEUS_IMAGE")).orElse(standard);
  }

  /** Why nothing is scraped, in Prometheus' own words. */
  private static String targets() throws IOException {
    URI uri = URI.create(prometheusUrl() + "/api/v1/targets");
    try (InputStream answer = uri.toURL().openStream()) {
      return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @AfterAll
  static void stopPrometheus() {
    if (prometheus != null) {
      prometheus.stop();
    }
    if (page != null) {
      page.close();
    }
  }

  @Test
  void theImageIsAPrometheus() throws Exception {
    assertThat(prometheus.getLogs()).contains("Server is ready to receive web requests");
  }

  private static SampleSource source() {
    return PrometheusSource.of(prometheusUrl(), PrometheusOptions.DEFAULT);
  }

  private static String prometheusUrl() {
    return "http://" + prometheus.getHost() + ":" + prometheus.getMappedPort(PORT);
  }

  @Override
  protected SampleSource open() {
    return source();
  }

  @Override
  protected long beforeMs() {
    return STARTED;
  }

  @Override
  protected long afterMs() {
    return System.currentTimeMillis();
  }
}
