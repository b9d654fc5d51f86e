package org.meshparity.web.page;

import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.meshparity.web.schedule.Schedule;
import org.meshparity.web.schedule.ScheduledComparison;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/**
 * The templates of all pages, and the engine that fills them.
 *
 * <p>The first page that an engine fills takes a third of what the service needs to start: the
 * engine reads tables of all elements and characters that HTML has, and the templates themselves.
 * Nothing of it depends on Spring, so {@link #fillOnce} does it while Spring is at work.
 */
public final class Templates {

  private final SpringTemplateEngine engine = new SpringTemplateEngine();

  /** Reads nothing yet. */
  public Templates() {
    ClassLoaderTemplateResolver files = new ClassLoaderTemplateResolver();
    files.setPrefix("templates/");
    files.setSuffix(".html");
    files.setTemplateMode(TemplateMode.HTML);
    files.setCharacterEncoding(StandardCharsets.UTF_8.name());
    engine.setTemplateResolver(files);
  }

  /**
   * Fills the first page for nobody. What goes wrong with it goes wrong again when somebody asks.
   */
  public void fillOnce(Schedule schedule, Site site) {
    fill(schedule, site, Writer.nullWriter());
  }

  void fill(Schedule schedule, Site site, Writer page) {
    ScheduledComparison first = schedule.comparisons().get(0);
    CheckFilter filter = CheckFilter.of(null, null, null, 0);
    Map<String, Object> model =
        Map.of(
            "page",
            OverviewPage.latest(schedule, first, filter),
            "open",
            site.open(),
            "notice",
            site.notice().get());
    engine.process("overview", new Context(Locale.ROOT, model), page);
  }

  /** Finds the template that a controller names. */
  ThymeleafViewResolver views() {
    ThymeleafViewResolver views = new ThymeleafViewResolver();
    views.setTemplateEngine(engine);
    views.setContentType("text/html;charset=UTF-8");
    views.setCharacterEncoding(StandardCharsets.UTF_8.name());
    return views;
  }
}
