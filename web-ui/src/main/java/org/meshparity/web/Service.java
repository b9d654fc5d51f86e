package org.meshparity.web;

import java.net.URI;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import org.meshparity.web.access.AllowedHosts;
import org.meshparity.web.page.Templates;
import org.meshparity.web.schedule.Schedule;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/** The running service: pages, REST, schedule. */
public final class Service implements AutoCloseable {

  private final ServletWebServerApplicationContext context;
  private final URI url;

  private Service(ServletWebServerApplicationContext context, URI url) {
    this.context = context;
    this.url = url;
  }

  /**
   * Begins what a start needs whatever the settings say, beside their being read. To call it is
   * worth a tenth of a start, and nothing depends on it.
   */
  static void prepare() {
    new Thread(ServiceApplication::prepare, "prepare").start();
  }

  /**
   * Starts the service and the first run of each comparison. It returns once pages are served.
   *
   * @throws IllegalArgumentException if the address cannot be listened on
   */
  public static Service start(ServiceSettings settings) {
    Schedule schedule = new Schedule(settings.comparisons(), Clock.systemUTC());
    AllowedHosts hosts = new AllowedHosts(hosts(settings));
    Templates templates = new Templates();
    new Thread(() -> templates.fillOnce(schedule, settings.site()), "first-page").start();
    SpringApplication application = ServiceApplication.of(settings, schedule, hosts, templates);
    try {
      var context = (ServletWebServerApplicationContext) application.run();
      schedule.start();
      return new Service(context, url(settings.listen(), port(context)));
    } catch (RuntimeException e) {
      throw explained(settings.listen(), e);
    }
  }

  /** Where the overview is. */
  public URI url() {
    return url;
  }

  /** Stops serving, then comparing; what runs is given up. */
  @Override
  public void close() {
    context.close();
  }

  private static Set<String> hosts(ServiceSettings settings) {
    Set<String> hosts = new HashSet<>(settings.allowedHosts());
    if (!settings.listen().address().isAnyLocalAddress()) {
      hosts.add(settings.listen().hostInUrl());
    }
    return hosts;
  }

  private static int port(ServletWebServerApplicationContext context) {
    var server = context.getWebServer();
    if (server == null) {
      throw new IllegalStateException("the web server did not start");
    }
    return server.getPort();
  }

  private static URI url(Listen listen, int port) {
    String host = listen.address().isAnyLocalAddress() ? "127.0.0.1" : listen.hostInUrl();
    return URI.create("http://" + host + ":" + port + "/");
  }

  private static RuntimeException explained(Listen listen, RuntimeException cause) {
    for (Throwable e = cause; e != null; e = e.getCause()) {
      if (e instanceof PortInUseException) {
        return new IllegalArgumentException(
            listen + " is in use: stop what listens there, or choose another with --listen", cause);
      }
    }
    return cause;
  }
}
