package org.meshparity.web;

import java.util.Map;
import org.meshparity.web.access.AllowedHosts;
import org.meshparity.web.api.PackList;
import org.meshparity.web.page.CostSource;
import org.meshparity.web.page.Site;
import org.meshparity.web.schedule.Schedule;
import org.springframework.aot.AotDetector;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.SpringProperties;
import org.springframework.core.env.MapPropertySource;

/**
 * The application that Spring starts, twice: in the build, where Spring only decides which beans
 * there are and writes that down as classes beside ours, and in the service, which takes what was
 * decided. Deciding is half of what a start costs.
 */
final class ServiceApplication {

  /** Not an {@code application.yaml} that happens to lie where the service is started. */
  private static final Map<String, Object> OWN_FILE_ONLY =
      Map.of("spring.config.location", "classpath:/application.yaml");

  private ServiceApplication() {}

  /** For the build, which needs to know no bean that only a running service has. */
  public static void main(String[] arguments) {
    of(context -> {}).run();
  }

  static SpringApplication of(ServiceSettings settings, Schedule schedule, AllowedHosts hosts) {
    return of(
        context -> {
          address(context, settings.listen());
          context.registerBean(Schedule.class, () -> schedule);
          context.registerBean(AllowedHosts.class, () -> hosts);
          context.registerBean(PackList.class, settings::packs);
          context.registerBean(CostSource.class, settings::cost);
          context.registerBean(Site.class, () -> new Site(settings.open(), settings.notice()));
        });
  }

  private static SpringApplication of(
      ApplicationContextInitializer<GenericApplicationContext> own) {
    Logging.ours();
    decideAhead();
    SpringApplication application = new SpringApplication(ServiceContext.class);
    application.setMainApplicationClass(ServiceApplication.class);
    application.setBannerMode(Banner.Mode.OFF);
    application.setLogStartupInfo(false);
    application.setRegisterShutdownHook(false);
    application.setAddCommandLineProperties(false);
    application.setDefaultProperties(OWN_FILE_ONLY);
    application.addInitializers(own);
    return application;
  }

  /**
   * Only in a jar are the classes of the build surely those of these very sources: a folder of
   * classes may hold what an earlier build wrote.
   */
  private static void decideAhead() {
    boolean jar = ServiceApplication.class.getPackage().getImplementationVersion() != null;
    if (jar && SpringProperties.getProperty(AotDetector.AOT_ENABLED) == null) {
      SpringProperties.setFlag(AotDetector.AOT_ENABLED);
    }
  }

  /** Before every other source of properties: no environment variable moves the address. */
  private static void address(GenericApplicationContext context, Listen listen) {
    Map<String, Object> properties =
        Map.of("server.address", listen.host(), "server.port", listen.port());
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(new MapPropertySource("listen", properties));
  }
}
