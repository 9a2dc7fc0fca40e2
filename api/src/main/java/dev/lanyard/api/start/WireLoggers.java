package dev.lanyard.api.start;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * The loggers of libraries that would write requests and replies as they are, with the secrets and
 * tokens in them: Tomcat's input buffer below INFO, what Spring reads and writes below INFO. No
 * setting makes them do so, for whoever turns on a server's log seldom thinks of what is in it.
 */
public final class WireLoggers {
  private static final List<String> PACKAGES =
      List.of(
          "org.apache.catalina",
          "org.apache.coyote",
          "org.apache.tomcat",
          "org.springframework.http",
          "org.springframework.security",
          "org.springframework.web");

  private WireLoggers() {}

  /** Has them say nothing below INFO, whatever was configured; levels do not change later on. */
  public static void cap() {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      PACKAGES.forEach(name -> cap(context.getLogger(name)));
      context.getLoggerList().stream()
          .filter(logger -> logger.getLevel() != null && isCapped(logger.getName()))
          .forEach(WireLoggers::cap);
    }
  }

  private static boolean isCapped(String name) {
    return PACKAGES.stream().anyMatch(wire -> name.startsWith(wire + "."));
  }

  private static void cap(Logger logger) {
    if (!logger.getEffectiveLevel().isGreaterOrEqual(Level.INFO)) {
      logger.setLevel(Level.INFO);
    }
  }
}
