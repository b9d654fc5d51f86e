package org.meshparity.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.meshparity.web.Service;
import org.meshparity.web.ServiceSettings;
import org.meshparity.web.schedule.ScheduledComparison;
import org.springframework.core.SpringProperties;

/**
 * In the jar, Spring takes the decisions that it took in the build. They must be those that it
 * would take.
 */
class ServiceFromTheJarTest {

  private static final String AHEAD = "spring.aot.enabled";

  private static final List<String> PAGES =
      List.of(
          "/", "/runs", "/help", "/checks/none", "/runs/none", "/live.js", "/nothing", "/error");
  private static final List<String> REST =
      List.of(
          "/api/v1/report",
          "/api/v1/gate",
          "/api/v1/gate?since=never",
          "/api/v1/runs",
          "/api/v1/packs",
          "/metrics");
  private static final List<String> ACTUATOR =
      List.of(
          "/actuator",
          "/actuator/health",
          "/actuator/health/liveness",
          "/actuator/env",
          "/actuator/beans",
          "/actuator/shutdown");
  private static final Set<String> OF_THE_MOMENT =
      Set.of("date", "etag", "content-length", "retry-after");

  private final OkHttpClient client = new OkHttpClient.Builder().followRedirects(false).build();

  @AfterEach
  void asBefore() {
    SpringProperties.setProperty(AHEAD, null);
  }

  @Test
  void onlyAJarHasDecisionsOfTheBuild() throws IOException {
    SpringProperties.setProperty(AHEAD, null);

    answers();

    String place = Service.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    assertThat(SpringProperties.getFlag(AHEAD)).isEqualTo(place.endsWith(".jar"));
  }

  @Test
  void theyAreThoseThatSpringTakesAtAStart() throws IOException {
    SpringProperties.setProperty(AHEAD, null);
    List<String> ahead = answers();
    SpringProperties.setProperty(AHEAD, "false");

    assertThat(ahead).isEqualTo(answers()).anyMatch(answer -> answer.startsWith("GET / 200"));
  }

  /** What a service says to each of these requests, without what changes from moment to moment. */
  private List<String> answers() throws IOException {
    List<String> answers = new ArrayList<>();
    try (Service service = Service.start(ServiceSettings.onLoopback(0, List.of(endless())))) {
      for (List<String> paths : List.of(PAGES, REST, ACTUATOR)) {
        for (String path : paths) {
          answers.add(answer(service, "GET", path, null, null));
          answers.add(answer(service, "GET", path, null, "evil.example"));
        }
      }
      for (String path : List.of("/api/v1/runs", "/api/v1/gate", "/", "/actuator/health")) {
        answers.add(answer(service, "POST", path, "{\"unknown\": 1}", null));
        answers.add(answer(service, "POST", path, "not JSON", null));
        answers.add(answer(service, "DELETE", path, null, null));
      }
    }
    return answers;
  }

  private String answer(
      Service service, String method, String path, @Nullable String body, @Nullable String host)
      throws IOException {
    Request.Builder request =
        new Request.Builder()
            .url(service.url().resolve(path).toString())
            .method(
                method,
                body == null ? null : RequestBody.create(body, MediaType.get("application/json")));
    if (host != null) {
      request.header("Host", host);
    }
    try (Response response = client.newCall(request.build()).execute()) {
      var headers = new TreeMap<>(response.headers().toMultimap());
      headers.keySet().removeAll(OF_THE_MOMENT);
      return method + " " + path + " " + response.code() + " " + headers;
    }
  }

  /** Its first run lasts until the service stops. */
  private static ScheduledComparison endless() {
    return new ScheduledComparison(
        "endless",
        (end, window) -> {
          try {
            Thread.sleep(Duration.ofHours(1).toMillis());
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
          }
          throw new IllegalStateException("stopped");
        },
        Duration.ofHours(1),
        Duration.ofMinutes(5),
        Duration.ZERO);
  }
}
