package dev.lanyard.api.authority;

import dev.lanyard.api.http.PublicUrl;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The resource servers that tokens are issued for: this server under each of its names, and those
 * of Azure that clients have built in. Compared without case and without a slash at the end
 * (CONTRACT, section 1, rule 6).
 */
public final class Audiences {
  private static final Set<String> MANAGEMENT =
      Set.of("https://management.azure.com", "https://management.core.windows.net");

  /** What the clients' own modules ask for (CONTRACT, sections 2.3 and 6). */
  private static final Set<String> BUILT_IN =
      Set.of(
          "https://vault.azure.net",
          "https://managedhsm.azure.net",
          "https://storage.azure.com",
          "https://graph.microsoft.com",
          "https://graph.windows.net",
          "https://database.windows.net",
          "https://ossrdbms-aad.database.windows.net",
          "https://cosmos.azure.com",
          "https://servicebus.azure.net",
          "https://eventhubs.azure.net",
          "https://relay.azure.net",
          "https://azconfig.io",
          "https://search.azure.com",
          "https://cognitiveservices.azure.com",
          "https://monitor.azure.com",
          "https://api.loganalytics.io",
          "https://batch.core.windows.net",
          "https://datalake.azure.net",
          "https://redis.azure.com",
          "https://containerregistry.azure.net");

  private static final int LENGTH_MAX = 600;
  private static final String DEFAULT = "/.default";
  private static final Set<String> OPEN_ID = Set.of("openid", "profile", "offline_access", "email");

  private final PublicUrl url;

  /** Makes the list of a server. */
  public Audiences(PublicUrl url) {
    this.url = url;
  }

  /** Whether a token with this audience is for the ARM surface, or for one of our own. */
  public boolean isManagement(String audience) {
    String bare = bare(audience);
    return MANAGEMENT.contains(bare) || isOwn(bare);
  }

  /** Whether a token with this audience is for the Graph slice. */
  public boolean isGraph(String audience) {
    return isOwn(bare(audience));
  }

  /** Whether tokens are issued for this resource. */
  boolean isKnown(String resource) {
    String bare = bare(resource);
    return MANAGEMENT.contains(bare) || BUILT_IN.contains(bare) || isOwn(bare);
  }

  /**
   * The resource that a scope names: the one entry that ends in {@code /.default}, without that end
   * (CONTRACT, section 1, rule 7).
   *
   * @return empty where none or several do, or there is an entry that is not of OpenID Connect
   */
  static Optional<String> ofScope(String scope) {
    var entries =
        Stream.of(scope.strip().split(" +")).filter(entry -> !OPEN_ID.contains(entry)).toList();
    return entries.size() == 1 && entries.getFirst().endsWith(DEFAULT)
        ? Optional.of(entries.getFirst())
            .map(entry -> entry.substring(0, entry.length() - DEFAULT.length()))
            .filter(Audiences::isText)
        : Optional.empty();
  }

  /** Whether this may be shown and recorded as a resource, known or not. */
  static boolean isText(String resource) {
    return !resource.isEmpty()
        && resource.length() <= LENGTH_MAX
        && resource.chars().allMatch(c -> c > ' ' && c <= '~');
  }

  private boolean isOwn(String bare) {
    return url.all().contains(bare);
  }

  private static String bare(String audience) {
    String lower = audience.toLowerCase(Locale.ROOT);
    return lower.endsWith("/") ? lower.substring(0, lower.length() - 1) : lower;
  }
}
