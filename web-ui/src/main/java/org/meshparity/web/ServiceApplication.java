package org.meshparity.web;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.meshparity.web.access.AllowedHosts;
import org.meshparity.web.api.PackList;
import org.meshparity.web.page.CostSource;
import org.meshparity.web.page.Site;
import org.meshparity.web.page.Templates;
import org.meshparity.web.schedule.Schedule;
import org.springframework.aot.AotDetector;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.boot.support.AnsiOutputApplicationListener;
import org.springframework.boot.support.EnvironmentPostProcessorApplicationListener;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ApplicationListener;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.SpringProperties;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.io.ClassPathResource;

/**
 * The application that Spring starts, twice: in the build, where Spring only decides which beans
 * there are and writes that down as classes beside ours, and in the service, which takes what was
 * decided. Deciding is half of what a start costs.
 */
final class ServiceApplication {

  private ServiceApplication() {}

  /** For the build, which needs to know no bean that only a running service has. */
  public static void main(String[] arguments) {
    of(context -> {}).run();
  }

  /** Loads what {@link #of} needs. */
  static void prepare() {
    of(context -> {});
  }

  static SpringApplication of(
      ServiceSettings settings, Schedule schedule, AllowedHosts hosts, Templates templates) {
    return of(
        context -> {
          address(context, settings.listen());
          context.registerBean(Schedule.class, () -> schedule);
          context.registerBean(AllowedHosts.class, () -> hosts);
          context.registerBean(PackList.class, settings::packs);
          context.registerBean(CostSource.class, settings::cost);
          context.registerBean(Site.class, settings::site);
          context.registerBean(Templates.class, () -> templates);
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
    application.setDefaultProperties(fixed());
    application.setListeners(listeners(application));
    application.addInitializers(own);
    return application;
  }

  /** What our own file says, and not one that happens to lie where the service is started. */
  private static Properties fixed() {
    YamlPropertiesFactoryBean file = new YamlPropertiesFactoryBean();
    file.setResources(new ClassPathResource("application.yaml"));
    return Objects.requireNonNull(file.getObject(), "application.yaml is empty");
  }

  /**
   * Without those that look for files of settings, in places we do not want, and that set up
   * logging, which it is, and colours, which it has not.
   */
  private static List<ApplicationListener<?>> listeners(SpringApplication application) {
    return application.getListeners().stream()
        .filter(listener -> !(listener instanceof EnvironmentPostProcessorApplicationListener))
        .filter(listener -> !(listener instanceof LoggingApplicationListener))
        .filter(listener -> !(listener instanceof AnsiOutputApplicationListener))
        .<ApplicationListener<?>>map(listener -> listener)
        .toList();
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
