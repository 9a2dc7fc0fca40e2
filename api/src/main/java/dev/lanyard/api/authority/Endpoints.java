package dev.lanyard.api.authority;

import dev.lanyard.api.http.PublicUrl;
import dev.lanyard.domain.TenantId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The URLs of the authority, and the names of its one tenant. */
public final class Endpoints {
  /** What stands for the tenant in a path where the client does not know it. */
  private static final Set<String> ANY_TENANT = Set.of("common", "organizations");

  private static final List<String> TOKEN = List.of("/oauth2/v2.0/token", "/oauth2/token");

  private final PublicUrl url;
  private final TenantId tenant;

  /** Makes the URLs of a tenant. */
  public Endpoints(PublicUrl url, TenantId tenant) {
    this.url = url;
    this.tenant = tenant;
  }

  /** The tenant. */
  TenantId tenant() {
    return tenant;
  }

  /** Where clients reach the server; without a slash at its end. */
  String base() {
    return url.base();
  }

  /** The base with the tenant behind it: what a challenge names as the authority. */
  public String authority() {
    return url.base() + "/" + tenant;
  }

  /** The issuer of the tokens that this server makes ({@code iss}, version 1.0). */
  public String issuer() {
    return authority() + "/";
  }

  /** The issuer of version 2.0. */
  public String issuerV2() {
    return authority() + "/v2.0";
  }

  /** Where a status list is published; also the list's name. */
  String statusList(long number) {
    return authority() + "/statuslists/" + number;
  }

  /** Where a token can be introspected (RFC 7662). */
  String introspection() {
    return authority() + "/oauth2/v2.0/introspect";
  }

  /**
   * Checks the tenant of a path.
   *
   * @throws AuthorityRefusal if it is neither ours nor a name for any
   */
  void require(String asked) {
    if (!isOurs(asked)) {
      throw AuthorityError.unknownTenant(asked).refusal();
    }
  }

  /** Whether the tenant of a path is ours, or a name for any. */
  boolean isOurs(String asked) {
    String lower = asked.toLowerCase(Locale.ROOT);
    return lower.equals(tenant.toString()) || ANY_TENANT.contains(lower);
  }

  /** Every URL that a client may know a token endpoint by: the audiences of its assertions. */
  Set<String> tokenEndpoints() {
    return Stream.concat(Stream.of("adfs", tenant.toString()), ANY_TENANT.stream())
        .flatMap(name -> TOKEN.stream().map(path -> "/" + name + path))
        .flatMap(path -> url.all().stream().map(base -> base + path))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether a URL's host is one of this server's; its port does not matter (CONTRACT, 2). */
  boolean isOwnHost(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    return url.all().stream()
        .map(base -> java.net.URI.create(base).getHost())
        .anyMatch(lower::equals);
  }

  /** The host of the base, with its port where it is not the usual one. */
  String hostAndPort() {
    return url.authority();
  }
}
