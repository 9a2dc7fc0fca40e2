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
    return MANAGEMENT.contains(bare) || url.all().contains(bare);
  }

  /** Whether a token with this audience is for the Graph slice. */
  public boolean isGraph(String audience) {
    return url.all().contains(bare(audience));
  }

  /** Whether this is the server itself, or what clients of ARM call it. */
  boolean isOwn(String audience) {
    return isManagement(audience);
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
  public static boolean isText(String resource) {
    return !resource.isEmpty()
        && resource.length() <= LENGTH_MAX
        && resource.chars().allMatch(c -> c > ' ' && c <= '~');
  }

  private static String bare(String audience) {
    String lower = audience.toLowerCase(Locale.ROOT);
    return lower.endsWith("/") ? lower.substring(0, lower.length() - 1) : lower;
  }
}
