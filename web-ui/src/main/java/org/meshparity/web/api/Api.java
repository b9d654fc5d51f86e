package org.meshparity.web.api;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** All that programs ask. */
@Configuration(proxyBeanMethods = false)
@Import({
  ReportController.class,
  GateController.class,
  RunController.class,
  PackController.class,
  MetricsController.class,
  HealthController.class,
  Problems.class
})
public class Api {}
