package dev.lanyard.api.start;

import dev.lanyard.tokens.KeyStoreRefused;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.context.ConfigurableApplicationContext;

/** Reports a refused start in one line; whoever started the server needs no stack trace. */
final class RefusedStarts implements SpringBootExceptionReporter {

  /** Called by Spring Boot, which finds this class in {@code META-INF/spring.factories}. */
  RefusedStarts(@Nullable ConfigurableApplicationContext context) {}

  @Override
  public boolean reportException(Throwable failure) {
    var refusal =
        Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
            .limit(20)
            .filter(why -> why instanceof StartRefused || why instanceof KeyStoreRefused)
            .findFirst();
    refusal.ifPresent(
        why ->
            LoggerFactory.getLogger("dev.lanyard")
                .error("Lanyard does not start. {}", why.getMessage()));
    return refusal.isPresent();
  }
}
