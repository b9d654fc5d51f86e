package org.meshparity.web;

import org.meshparity.web.access.Access;
import org.meshparity.web.api.Api;
import org.meshparity.web.page.Pages;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/**
 * What Spring puts together. Each part lists its own beans and nothing is scanned for: it starts
 * faster, and what is served can be read here.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({Access.class, Api.class, Pages.class})
class ServiceContext {}
