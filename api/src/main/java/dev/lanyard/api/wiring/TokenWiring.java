package dev.lanyard.api.wiring;

import dev.lanyard.api.authority.AccessTokens;
import dev.lanyard.api.authority.AudienceRegistry;
import dev.lanyard.api.authority.Audiences;
import dev.lanyard.api.authority.AuthorityController;
import dev.lanyard.api.authority.ClientProofs;
import dev.lanyard.api.authority.Endpoints;
import dev.lanyard.api.authority.FederatedProofs;
import dev.lanyard.api.authority.RememberedTokens;
import dev.lanyard.api.authority.TokenEndpoint;
import dev.lanyard.api.authority.WorkloadIssuers;
import dev.lanyard.api.automation.SigningKeyRotation;
import dev.lanyard.api.http.PublicUrl;
import dev.lanyard.api.security.Freshness;
import dev.lanyard.api.security.PrincipalLimits;
import dev.lanyard.api.security.access.TurnedAway;
import dev.lanyard.api.start.KeySettings;
import dev.lanyard.api.workload.WorkloadTokens;
import dev.lanyard.domain.TenantId;
import dev.lanyard.eventstore.AccessLog;
import dev.lanyard.projections.Views;
import dev.lanyard.tokens.ClientAssertions;
import dev.lanyard.tokens.ClientSecrets;
import dev.lanyard.tokens.ForeignTokens;
import dev.lanyard.tokens.KeyStore;
import dev.lanyard.tokens.SigningKeys;
import dev.lanyard.tokens.TokenIssuer;
import dev.lanyard.tokens.TokenVerifier;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The authority, which makes tokens with the keys of {@link KeyWiring}. */
@Configuration(proxyBeanMethods = false)
public class TokenWiring {
  /** Verifiers fetch the published keys once a day at least. */
  private static final Duration PUBLISH_AHEAD = Duration.ofDays(1);

  @Bean
  ClientAssertions clientAssertions(KeyStore store, InstantSource clock) {
    return new ClientAssertions(store, clock);
  }

  @Bean
  SigningKeys signingKeys(KeyStore store, InstantSource clock, KeySettings settings) {
    return new SigningKeys(
        store,
        clock,
        new SigningKeys.Settings(
            settings.keyRotation(), PUBLISH_AHEAD, KeySettings.TOKEN_LIFETIME_MAX));
  }

  @Bean
  SigningKeyRotation signingKeyRotation(SigningKeys keys, MeterRegistry meters) {
    return new SigningKeyRotation(keys, meters, Phases.DEFAULTS);
  }

  @Bean
  TokenVerifier tokenVerifier(SigningKeys keys) {
    return new TokenVerifier(keys);
  }

  @Bean
  Audiences audiences(PublicUrl url) {
    return new Audiences(url);
  }

  @Bean
  Endpoints endpoints(PublicUrl url, TenantId tenant) {
    return new Endpoints(url, tenant);
  }

  @Bean
  AudienceRegistry audienceRegistry(Audiences own, Views views) {
    return new AudienceRegistry(own, views.workloads());
  }

  @Bean
  WorkloadIssuers workloadIssuers(InstantSource clock) {
    return new WorkloadIssuers(clock);
  }

  @Bean
  ClientProofs clientProofs(
      Views views,
      ClientSecrets secrets,
      ClientAssertions assertions,
      WorkloadIssuers issuers,
      Endpoints endpoints,
      InstantSource clock) {
    return new ClientProofs(
        views.state(),
        views.workloads(),
        views.generations(),
        secrets,
        assertions,
        new FederatedProofs(views.workloads(), issuers, new ForeignTokens(clock)),
        endpoints);
  }

  @Bean
  TokenIssuer tokenIssuer(SigningKeys keys) {
    return new TokenIssuer(keys);
  }

  @Bean
  AccessTokens accessTokens(TokenIssuer issuer, Endpoints endpoints, KeySettings settings) {
    return new AccessTokens(
        issuer,
        endpoints,
        new AccessTokens.Settings(settings.tokenLifetime(), settings.tokenAlgorithm()));
  }

  @Bean
  RememberedTokens rememberedTokens(AccessTokens tokens, InstantSource clock) {
    return new RememberedTokens(tokens, clock);
  }

  @Bean
  TokenEndpoint tokenEndpoint(
      ClientProofs proofs,
      AccessTokens tokens,
      RememberedTokens remembered,
      WorkloadTokens agents,
      AudienceRegistry audiences,
      Endpoints endpoints,
      Freshness freshness,
      AccessLog log,
      TurnedAway turnedAway,
      PrincipalLimits limits,
      InstantSource clock) {
    return new TokenEndpoint(
        proofs,
        tokens,
        remembered,
        agents,
        audiences,
        endpoints,
        freshness,
        log,
        turnedAway,
        limits,
        clock);
  }

  @Bean
  AuthorityController authorityController(
      Endpoints endpoints,
      SigningKeys keys,
      TokenEndpoint tokens,
      Views views,
      InstantSource clock) {
    return new AuthorityController(endpoints, keys, tokens, views.state(), clock);
  }
}
