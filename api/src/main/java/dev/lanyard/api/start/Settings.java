package dev.lanyard.api.start;

import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.SubscriptionId;
import dev.lanyard.domain.TenantId;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiFunction;
import org.springframework.core.env.Environment;

/**
 * What the person who starts the server may set, by environment variables.
 *
 * @param data the folder of all that the server keeps ({@code LANYARD_DATA}, default {@code
 *     ./data})
 * @param tenant the default tenant ({@code LANYARD_TENANT_ID}); empty where unset
 * @param subscription the default subscription ({@code LANYARD_SUBSCRIPTION_ID}); empty where unset
 */
public record Settings(
    Path data, Optional<TenantId> tenant, Optional<SubscriptionId> subscription) {
  static final String DATA = "LANYARD_DATA";
  static final String TENANT = "LANYARD_TENANT_ID";
  static final String SUBSCRIPTION = "LANYARD_SUBSCRIPTION_ID";

  /**
   * Reads the settings; a variable that is set to nothing counts as unset.
   *
   * @throws StartRefused if a value is malformed; names the variable
   */
  public static Settings of(Environment environment) {
    var data = environment.getProperty(DATA, "");
    try {
      return new Settings(
          Path.of(data.isBlank() ? "./data" : data),
          id(environment, TENANT, TenantId::parse),
          id(environment, SUBSCRIPTION, SubscriptionId::parse));
    } catch (MalformedValue malformed) {
      throw new StartRefused(String.valueOf(malformed.getMessage()), malformed);
    } catch (InvalidPathException malformed) {
      throw new StartRefused(DATA + " is not a path: " + malformed.getReason(), malformed);
    }
  }

  private static <T> Optional<T> id(
      Environment environment, String variable, BiFunction<String, String, T> parse) {
    return Optional.ofNullable(environment.getProperty(variable))
        .filter(text -> !text.isBlank())
        .map(text -> parse.apply(variable, text));
  }
}
