package dev.lanyard.api.authority;

import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.TenantId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a token says that this server has made (CONTRACT 2.3). Its signature is right; whether it
 * counts is not looked at.
 *
 * @param audience for whom it is
 * @param from not before then
 * @param until not from then on
 * @param resource through which it was asked for; empty for operators and workloads outside
 * @param generation the index by which it loses effect
 * @param claims all of it
 */
public record OwnToken(
    PrincipalId principal,
    String audience,
    Instant from,
    Instant until,
    Optional<ResourcePath> resource,
    long generation,
    Map<String, Object> claims) {
  public OwnToken {
    claims = Map.copyOf(claims);
  }

  /**
   * Reads the claims of a token.
   *
   * @param issuers how this server names itself in tokens
   * @return empty if they are not those of a token of this server and tenant
   */
  static Optional<OwnToken> of(Map<String, Object> claims, Set<String> issuers, TenantId tenant) {
    var until = instant(claims, "exp");
    var audience = text(claims, "aud");
    var principal = text(claims, "oid").flatMap(OwnToken::principal);
    var generation = generation(claims);
    boolean ours =
        text(claims, "iss").filter(issuers::contains).isPresent()
            && text(claims, "tid").equals(Optional.of(tenant.toString()));
    if (!ours
        || until.isEmpty()
        || audience.isEmpty()
        || principal.isEmpty()
        || generation.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new OwnToken(
            principal.get(),
            audience.get(),
            instant(claims, "nbf").orElse(Instant.EPOCH),
            until.get(),
            text(claims, "xms_az_rid").map(path -> ResourcePath.parse("xms_az_rid", path)),
            generation.get(),
            claims));
  }

  private static Optional<Long> generation(Map<String, Object> claims) {
    return claims.get("status") instanceof Map<?, ?> status
            && status.get("status_list") instanceof Map<?, ?> entry
            && entry.get("idx") instanceof Number index
            && entry.get("uri") instanceof String uri
        ? StatusListEntry.numberOf(uri)
            .map(list -> new StatusListEntry(list, index.intValue()).generation())
        : Optional.empty();
  }

  private static Optional<String> text(Map<String, Object> claims, String name) {
    return claims.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  private static Optional<Instant> instant(Map<String, Object> claims, String name) {
    return claims.get(name) instanceof Number seconds
        ? Optional.of(Instant.ofEpochSecond(seconds.longValue()))
        : Optional.empty();
  }

  private static Optional<PrincipalId> principal(String text) {
    try {
      return Optional.of(PrincipalId.parse("oid", text));
    } catch (MalformedValue malformed) {
      return Optional.empty();
    }
  }
}
