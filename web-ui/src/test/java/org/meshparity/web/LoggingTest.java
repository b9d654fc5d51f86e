package org.meshparity.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator.ExecutionStatus;
import ch.qos.logback.core.ConsoleAppender;
import java.util.List;
import java.util.logging.LogManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

class LoggingTest {

  private static final String FILE = "logback.configurationFile";

  private final LoggerContext logging = new LoggerContext();

  @AfterEach
  void noFile() {
    System.clearProperty(FILE);
  }

  @Test
  void warningsGoToStandardError() {
    assertThat(new Logging().configure(logging))
        .isEqualTo(ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY);

    var root = logging.getLogger(Logger.ROOT_LOGGER_NAME);
    assertThat(root.getLevel()).isEqualTo(Level.WARN);
    assertThat(List.of(root.iteratorForAppenders().next()))
        .singleElement()
        .isInstanceOfSatisfying(
            ConsoleAppender.class,
            appender -> assertThat(appender.getTarget()).isEqualTo("System.err"));
  }

  @Test
  void aFailedStartIsToldOnce() {
    new Logging().configure(logging);

    assertThat(logging.getLogger("org.springframework.boot.SpringApplication").isErrorEnabled())
        .isFalse();
    for (Class<?> context :
        List.of(
            ServletWebServerApplicationContext.class,
            AnnotationConfigServletWebServerApplicationContext.class)) {
      assertThat(logging.getLogger(context.getName()).isWarnEnabled()).isFalse();
    }
  }

  @Test
  void aFileThatSomebodyNamesHasItsWay() {
    System.setProperty(FILE, "somewhere.xml");

    assertThat(new Logging().configure(logging)).isEqualTo(ExecutionStatus.INVOKE_NEXT_IF_ANY);
    assertThat(logging.getLogger(Logger.ROOT_LOGGER_NAME).iteratorForAppenders()).isExhausted();
  }

  @Test
  void theProgramIsConfiguredByIt() {
    var program = (LoggerContext) LoggerFactory.getILoggerFactory();

    assertThat(program.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("stderr")).isNotNull();
  }

  @Test
  void whatTomcatLogsComesHereAndNowhereElse() {
    Logging.ours();

    assertThat(LogManager.getLogManager().getLogger("").getHandlers())
        .singleElement()
        .isInstanceOf(SLF4JBridgeHandler.class);
  }
}
