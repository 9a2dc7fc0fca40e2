package dev.lanyard.api.wiring;

import dev.lanyard.api.authority.Audiences;
import dev.lanyard.api.authority.Endpoints;
import dev.lanyard.api.authority.OwnTokens;
import dev.lanyard.api.security.access.TurnedAway;
import dev.lanyard.api.security.authentication.BearerTokens;
import dev.lanyard.api.security.authentication.Challenges;
import dev.lanyard.api.security.authentication.OpenRoutes;
import dev.lanyard.api.security.authentication.OtherIssuers;
import dev.lanyard.api.security.authentication.PathsAreRead;
import dev.lanyard.api.security.authentication.TokenAuthenticator;
import dev.lanyard.api.security.authentication.TrustedIssuer;
import dev.lanyard.api.start.KeySettings;
import dev.lanyard.api.start.StartRefused;
import dev.lanyard.projections.Views;
import jakarta.servlet.DispatcherType;
import java.time.InstantSource;
import java.util.List;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** Who may pass: each request but those for open routes proves who sent it. */
@Configuration(proxyBeanMethods = false)
public class SecurityWiring {

  @Bean
  TokenAuthenticator tokenAuthenticator(
      OwnTokens ours,
      OtherIssuers others,
      Audiences audiences,
      Views views,
      KeySettings settings,
      InstantSource clock) {
    return new TokenAuthenticator(
        ours,
        others,
        audiences,
        views.state(),
        views.entitlements(),
        views.generations(),
        settings.scrapeToken(),
        clock);
  }

  @Bean
  OtherIssuers otherIssuers(Environment environment, InstantSource clock) {
    return new OtherIssuers(issuers(environment), clock);
  }

  private static List<TrustedIssuer> issuers(Environment environment) {
    try {
      return Binder.get(environment)
          .bind("lanyard.issuers", Bindable.listOf(TrustedIssuer.class))
          .orElse(List.of());
    } catch (BindException malformed) {
      throw StartRefused.because(malformed);
    }
  }

  @Bean
  Challenges challenges(Endpoints endpoints, TurnedAway turnedAway) {
    return new Challenges(endpoints, turnedAway);
  }

  @Bean
  HttpFirewall pathsAreRead() {
    return new PathsAreRead();
  }

  /** Behind the filters that give a request its id and its one path; there are no sessions. */
  @Bean
  SecurityFilterChain security(
      HttpSecurity http, TokenAuthenticator authenticator, Challenges challenges) {
    return http.authorizeHttpRequests(
            requests ->
                requests
                    .dispatcherTypeMatchers(DispatcherType.ERROR)
                    .permitAll()
                    .requestMatchers(OpenRoutes::matches)
                    .permitAll()
                    .anyRequest()
                    .authenticated())
        .addFilter(bearerTokens(authenticator, challenges))
        .exceptionHandling(failures -> failures.authenticationEntryPoint(challenges))
        .headers(
            headers -> headers.referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER)))
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .csrf(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .build();
  }

  private static BearerTokenAuthenticationFilter bearerTokens(
      TokenAuthenticator authenticator, Challenges challenges) {
    var filter = new BearerTokenAuthenticationFilter(authenticator, new BearerTokens());
    filter.setAuthenticationEntryPoint(challenges);
    return filter;
  }

  /** An observation of every filter of every request would cost more than the filters. */
  @Bean
  SecurityObservationSettings unobserved() {
    return SecurityObservationSettings.noObservations();
  }
}
