package org.meshparity.web.api;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Whether the service is up, where probes of Spring's services look for it: it is if it answers.
 * What its sources do is another question, which the gate and the metrics answer; a service that
 * were restarted because a Prometheus is down would lose its history for nothing.
 */
@RestController
final class HealthController {

  private static final Health UP = new Health("UP");

  @GetMapping("/actuator/health")
  Health health() {
    return UP;
  }

  /** As Spring Boot's actuator words it. */
  record Health(String status) {}
}
