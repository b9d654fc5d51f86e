package org.meshparity.web.page;

import java.util.Optional;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Gives every page what all pages show. */
@ControllerAdvice(basePackageClasses = SiteAdvice.class)
final class SiteAdvice {

  private final Site site;

  SiteAdvice(Site site) {
    this.site = site;
  }

  @ModelAttribute("open")
  boolean open() {
    return site.open();
  }

  @ModelAttribute("notice")
  Optional<Notice> notice() {
    return site.notice().get();
  }
}
