package org.meshparity.web.page;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.filter.ShallowEtagHeaderFilter;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

/** All that people see. */
@Configuration(proxyBeanMethods = false)
@Import({
  OverviewController.class,
  CheckController.class,
  RunsController.class,
  HelpController.class,
  ErrorPages.class,
  SiteAdvice.class
})
public class Pages {

  /** Pages ask for themselves again every few seconds; what did not change is not sent again. */
  @Bean
  FilterRegistrationBean<ShallowEtagHeaderFilter> etags() {
    FilterRegistrationBean<ShallowEtagHeaderFilter> etags =
        new FilterRegistrationBean<>(new ShallowEtagHeaderFilter());
    etags.addUrlPatterns("/", "/checks/*", "/runs/*", "/runs", "/help");
    return etags;
  }

  @Bean
  ThymeleafViewResolver views(Templates templates) {
    return templates.views();
  }

  /** By the name under which Spring looks for it. */
  @Bean
  MessageSource messageSource() {
    return new NoMessages();
  }
}
