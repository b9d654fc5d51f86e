package org.meshparity.web.access;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Puts the guard before everything else. */
@Configuration(proxyBeanMethods = false)
public class Access {

  @Bean
  FilterRegistrationBean<RequestGuard> requestGuard(AllowedHosts hosts) {
    FilterRegistrationBean<RequestGuard> guard =
        new FilterRegistrationBean<>(new RequestGuard(hosts));
    guard.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return guard;
  }

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> headers() {
    return tomcat -> tomcat.addEngineValves(new HeadersValve());
  }

  /** What is posted is JSON or ignored: a form's fields are no parameters of the address. */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> bodies() {
    return tomcat -> tomcat.addConnectorCustomizers(http -> http.setParseBodyMethods(""));
  }
}
