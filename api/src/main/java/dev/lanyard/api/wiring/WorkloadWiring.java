package dev.lanyard.api.wiring;

import dev.lanyard.api.authority.AudienceRegistry;
import dev.lanyard.api.authority.Endpoints;
import dev.lanyard.api.authority.IntrospectionController;
import dev.lanyard.api.authority.OwnTokens;
import dev.lanyard.api.authority.PublishedStatuses;
import dev.lanyard.api.authority.RememberedTokens;
import dev.lanyard.api.authority.StatusListController;
import dev.lanyard.api.authority.TokenIntrospection;
import dev.lanyard.api.security.Allowance;
import dev.lanyard.api.security.Freshness;
import dev.lanyard.api.security.Limit;
import dev.lanyard.api.security.access.TurnedAway;
import dev.lanyard.api.start.KeySettings;
import dev.lanyard.api.start.WorkloadSettings;
import dev.lanyard.api.workload.Forwarding;
import dev.lanyard.api.workload.WorkloadEndpoint;
import dev.lanyard.api.workload.WorkloadTokens;
import dev.lanyard.domain.ThingId;
import dev.lanyard.eventstore.AccessLog;
import dev.lanyard.projections.Views;
import dev.lanyard.tokens.ClientSecrets;
import dev.lanyard.tokens.StatusLists;
import dev.lanyard.tokens.TokenIssuer;
import dev.lanyard.tokens.TokenVerifier;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Tokens for workloads, and what tells whether a token still counts. */
@Configuration(proxyBeanMethods = false)
public class WorkloadWiring {
  /** Many processes of one resource may start at once. */
  private static final int SECONDS_AT_ONCE = 10;

  @Bean
  WorkloadSettings workloadSettings(Environment environment) {
    return WorkloadSettings.of(environment);
  }

  @Bean
  WorkloadTokens workloadTokens(
      RememberedTokens tokens,
      AudienceRegistry audiences,
      WorkloadSettings settings,
      Limit<ThingId> resourceRefusals,
      TurnedAway turnedAway,
      AccessLog log) {
    int rate = settings.ratePerSecond();
    var allowance = new Allowance((long) SECONDS_AT_ONCE * rate, rate, Duration.ofSeconds(1));
    var requests = new Limit<ThingId>(allowance, turnedAway, "too_many_requests");
    return new WorkloadTokens(tokens, audiences, requests, resourceRefusals, log);
  }

  @Bean
  WorkloadEndpoint workloadEndpoint(
      Views views,
      ClientSecrets secrets,
      WorkloadTokens tokens,
      Freshness freshness,
      TurnedAway turnedAway,
      WorkloadSettings settings,
      InstantSource clock) {
    return new WorkloadEndpoint(
        new Forwarding(settings.hosts()),
        views.workloads(),
        secrets,
        tokens,
        freshness,
        turnedAway,
        settings.paths(),
        clock);
  }

  @Bean
  OwnTokens ownTokens(TokenVerifier verifier, Endpoints endpoints) {
    return new OwnTokens(verifier, endpoints);
  }

  @Bean
  TokenIntrospection tokenIntrospection(OwnTokens tokens, Views views, InstantSource clock) {
    return new TokenIntrospection(tokens, views.entitlements(), views.generations(), clock);
  }

  @Bean
  IntrospectionController introspectionController(
      Endpoints endpoints,
      TokenIntrospection introspection,
      Freshness freshness,
      InstantSource clock) {
    return new IntrospectionController(endpoints, introspection, freshness, clock);
  }

  /** Lists are for anybody's verifier, and so signed as tokens are by default. */
  @Bean
  StatusListController statusListController(
      Endpoints endpoints,
      Views views,
      TokenIssuer issuer,
      KeySettings settings,
      Freshness freshness,
      InstantSource clock) {
    var lists =
        new StatusLists(
            issuer,
            new StatusLists.Settings(
                StatusListController.LIFETIME,
                StatusListController.LIFETIME,
                settings.tokenAlgorithm()));
    return new StatusListController(
        endpoints, new PublishedStatuses(endpoints, views.generations(), lists, clock), freshness);
  }
}
