package org.meshparity.web;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.bridge.SLF4JBridgeHandler;
import org.springframework.boot.logging.LoggingSystem;

/**
 * Warnings, to standard error: standard output belongs to what a command answers.
 *
 * <p>In Java, because the same in XML is read by five hundred classes, and Spring Boot reads it a
 * second time. A file that {@code -Dlogback.configurationFile} names still has its way.
 */
public final class Logging extends ContextAwareBase implements Configurator {

  private static final String PATTERN = "%d{HH:mm:ss} %-5level %logger{0}: %msg%n%ex{short}";

  private static final String CONTEXT = "org.springframework.boot.web.server.servlet.context";

  private static final Map<String, Level> LEVELS =
      Map.of(
          // The service reports a failed start itself, in one sentence.
          "org.springframework.boot.SpringApplication",
          Level.OFF,
          "org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter",
          Level.OFF,
          CONTEXT + ".AnnotationConfigServletWebServerApplicationContext",
          Level.ERROR,
          // As it is called in a jar.
          CONTEXT + ".ServletWebServerApplicationContext",
          Level.ERROR,
          // Refusing a request is no event for the log.
          "org.springframework.web.servlet.mvc.support.DefaultHandlerExceptionResolver",
          Level.ERROR,
          "org.springframework.web.servlet.resource",
          Level.ERROR);

  /** For logback, which finds this among the services of the class path. */
  public Logging() {}

  /** Before Spring starts: it leaves logging as it is, and what Tomcat logs comes here too. */
  static synchronized void ours() {
    System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
    if (!SLF4JBridgeHandler.isInstalled()) {
      SLF4JBridgeHandler.removeHandlersForRootLogger();
      SLF4JBridgeHandler.install();
    }
  }

  @Override
  public ExecutionStatus configure(LoggerContext logging) {
    if (System.getProperty("logback.configurationFile") != null) {
      return ExecutionStatus.INVOKE_NEXT_IF_ANY;
    }
    var root = logging.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    root.addAppender(standardError(logging));
    LEVELS.forEach((name, level) -> logging.getLogger(name).setLevel(level));
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  private static ConsoleAppender<ILoggingEvent> standardError(LoggerContext logging) {
    PatternLayoutEncoder lines = new PatternLayoutEncoder();
    lines.setContext(logging);
    lines.setPattern(PATTERN);
    lines.start();
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setContext(logging);
    appender.setName("stderr");
    appender.setTarget("System.err");
    appender.setEncoder(lines);
    appender.start();
    return appender;
  }
}
