package org.meshparity.web.api;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import org.meshparity.web.schedule.Schedule;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** The service's own metrics, for Prometheus. */
@RestController
final class MetricsController {

  private final CollectorRegistry registry = new CollectorRegistry();

  MetricsController(Schedule schedule) {
    registry.register(new ParityCollector(schedule));
  }

  @GetMapping("/metrics")
  ResponseEntity<String> scrape(
      @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "") String accept)
      throws IOException {
    String format = TextFormat.chooseContentType(accept);
    Writer body = new StringWriter();
    TextFormat.writeFormat(format, body, registry.metricFamilySamples());
    return ResponseEntity.ok().header(HttpHeaders.CONTENT_TYPE, format).body(body.toString());
  }
}
