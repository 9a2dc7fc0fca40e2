package dev.lanyard.tokens;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Fetches the keys of one issuer, and first, where nobody has said where they are, its discovery
 * document. Between the begin of two fetches lies a pause, whatever came of the first. For one
 * thread at a time: the cache before it sees to that.
 */
final class FetchedKeys implements JWKSetSource<SecurityContext> {
  /** How long a discovery document counts; until a fetch fails at most. */
  private static final Duration DISCOVERED_FOR = Duration.ofHours(1);

  private final String issuer;
  private final Optional<URI> keysAt;
  private final IssuerDocuments documents;
  private final InstantSource clock;
  private final Consumer<String> failures;
  private final Duration pause;
  private Instant fetchedAt = Instant.MIN;
  private Optional<Discovered> discovered = Optional.empty();

  /** Where the issuer has said that its keys are. */
  private record Discovered(URI keysAt, Instant at) {}

  FetchedKeys(
      String issuer,
      Optional<URI> keysAt,
      IssuerDocuments documents,
      InstantSource clock,
      Consumer<String> failures,
      Duration pause) {
    this.issuer = issuer;
    this.keysAt = keysAt;
    this.documents = documents;
    this.clock = clock;
    this.failures = failures;
    this.pause = pause;
  }

  @Override
  public JWKSet getJWKSet(
      JWKSetCacheRefreshEvaluator refresh, long currentTime, @Nullable SecurityContext context)
      throws JWKSetUnavailableException {
    Instant now = clock.instant();
    if (isWithin(pause, fetchedAt, now)) {
      throw new JWKSetUnavailableException("the keys were fetched a moment ago");
    }
    fetchedAt = now;
    try {
      return JWKSet.parse(documents.get(location(now)));
    } catch (IOException | ParseException failed) {
      discovered = Optional.empty();
      String why = "The keys of " + issuer + " cannot be fetched: " + failed.getMessage();
      failures.accept(why);
      throw new JWKSetUnavailableException(why);
    }
  }

  private URI location(Instant now) throws IOException, ParseException {
    if (keysAt.isPresent()) {
      return keysAt.get();
    }
    Optional<Discovered> known =
        discovered.filter(found -> isWithin(DISCOVERED_FOR, found.at(), now));
    URI found = known.isPresent() ? known.get().keysAt() : discover();
    discovered = known.or(() -> Optional.of(new Discovered(found, now)));
    return found;
  }

  /** OpenID Connect Discovery 1.0, sections 4.1 and 4.3: the document must name this issuer. */
  private URI discover() throws IOException, ParseException {
    String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    Map<String, Object> document =
        JSONObjectUtils.parse(
            documents.get(IssuerDocuments.uri(base + "/.well-known/openid-configuration")));
    if (!issuer.equals(document.get("issuer"))) {
      throw new IOException("the discovery document names another issuer");
    }
    if (!(document.get("jwks_uri") instanceof String text)) {
      throw new IOException("the discovery document has no jwks_uri");
    }
    URI found = IssuerDocuments.uri(text);
    if (base.startsWith("https:") && !"https".equalsIgnoreCase(found.getScheme())) {
      throw new IOException("the jwks_uri of the discovery document is not https");
    }
    return found;
  }

  /** A clock that was set back ends no pause later than one that was not. */
  private static boolean isWithin(Duration span, Instant from, Instant now) {
    return !now.isBefore(from) && now.minus(span).isBefore(from);
  }

  @Override
  public void close() {}
}
