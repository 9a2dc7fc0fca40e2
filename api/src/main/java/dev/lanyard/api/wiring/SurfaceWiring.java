package dev.lanyard.api.wiring;

import dev.lanyard.api.FreshIds;
import dev.lanyard.api.RequestIds;
import dev.lanyard.api.access.AccessController;
import dev.lanyard.api.access.ReviewController;
import dev.lanyard.api.access.UseController;
import dev.lanyard.api.arm.ArmController;
import dev.lanyard.api.arm.ArmSurface;
import dev.lanyard.api.audit.AuditController;
import dev.lanyard.api.audit.ErasureController;
import dev.lanyard.api.audit.Refusals;
import dev.lanyard.api.authority.TokenIntrospection;
import dev.lanyard.api.graph.GraphController;
import dev.lanyard.api.history.HistoryController;
import dev.lanyard.api.http.AccessMoments;
import dev.lanyard.api.http.ErrorRoute;
import dev.lanyard.api.http.HttpSurfaces;
import dev.lanyard.api.http.Moments;
import dev.lanyard.api.http.ProblemAdvice;
import dev.lanyard.api.http.SkipTokens;
import dev.lanyard.api.operation.RebuildController;
import dev.lanyard.api.operation.Rebuilds;
import dev.lanyard.api.own.JsonBodies;
import dev.lanyard.api.own.KnownParameters;
import dev.lanyard.api.principal.CredentialController;
import dev.lanyard.api.principal.PrincipalController;
import dev.lanyard.api.principal.PrincipalTokensController;
import dev.lanyard.api.start.Installation;
import dev.lanyard.api.trust.AudienceController;
import dev.lanyard.api.trust.IssuerController;
import dev.lanyard.eventstore.Recorded;
import dev.lanyard.eventstore.jdbc.AccessStore;
import dev.lanyard.eventstore.jdbc.EmbeddedLedger;
import dev.lanyard.projections.Views;
import dev.lanyard.tokens.ClientCertificates;
import dev.lanyard.tokens.ClientSecrets;
import dev.lanyard.tokens.KeyStore;
import dev.lanyard.tokens.SealedTexts;
import java.time.InstantSource;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The HTTP surfaces. */
@Configuration(proxyBeanMethods = false)
@Import({
  HttpSurfaces.class,
  ProblemAdvice.class,
  ErrorRoute.class,
  ArmSurface.class,
  ArmController.class,
  JsonBodies.class
})
public class SurfaceWiring {
  private static final String[] OWN = {
    "/audit/**",
    "/history",
    "/history/**",
    "/access/**",
    "/principals/**",
    "/audiences",
    "/issuers",
    "/operations/**",
    "/compliance/**",
    "/agents/**"
  };

  @Bean
  FilterRegistrationBean<RequestIds> requestIds(FreshIds ids) {
    var registration = new FilterRegistrationBean<>(new RequestIds(ids));
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return registration;
  }

  @Bean
  WebMvcConfigurer ownSurfaces() {
    return new WebMvcConfigurer() {
      @Override
      public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new KnownParameters()).addPathPatterns(OWN);
      }
    };
  }

  /** Bodies are JSON whatever they are called: the container reads none of them as a form. */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> noForms() {
    return factory ->
        factory.addConnectorCustomizers(connector -> connector.setParseBodyMethods(""));
  }

  @Bean
  AccessMoments accessMoments(Views views, AccessStore access) {
    return new AccessMoments(views, access.ledger());
  }

  @Bean
  Refusals refusals(Views views, AccessMoments moments) {
    return new Refusals(views.access(), moments);
  }

  @Bean
  AuditController auditController(
      Views views, Refusals refusals, Moments moments, Installation installation) {
    return new AuditController(views.audit(), refusals, moments, installation.subscription());
  }

  @Bean
  ErasureController erasureController(EmbeddedLedger<Recorded> store) {
    return new ErasureController(store.log());
  }

  @Bean
  HistoryController historyController(Views views, Moments moments, InstantSource clock) {
    return new HistoryController(views.history(), moments, clock);
  }

  @Bean
  AccessController accessController(
      Views views, TokenIntrospection tokens, Moments moments, InstantSource clock) {
    return new AccessController(views.decisions(), tokens, moments, clock);
  }

  @Bean
  ReviewController reviewController(Views views, Moments moments, InstantSource clock) {
    return new ReviewController(views.decisions(), moments, clock);
  }

  @Bean
  UseController useController(Views views, AccessMoments moments, SkipTokens cursors) {
    return new UseController(views.uses(), views.state(), moments, cursors);
  }

  @Bean
  SkipTokens skipTokens(KeyStore store) {
    return new SkipTokens(new SealedTexts(store));
  }

  @Bean
  GraphController graphController(Views views, SkipTokens skipTokens) {
    return new GraphController(views.directory(), skipTokens);
  }

  @Bean
  PrincipalController principalController(Views views) {
    return new PrincipalController(views.state());
  }

  @Bean
  CredentialController credentialController(
      Views views,
      ClientSecrets secrets,
      ClientCertificates certificates,
      FreshIds ids,
      InstantSource clock) {
    return new CredentialController(views.state(), secrets, certificates, ids, clock);
  }

  @Bean
  PrincipalTokensController principalTokensController() {
    return new PrincipalTokensController();
  }

  @Bean
  AudienceController audienceController(Views views) {
    return new AudienceController(views.workloads());
  }

  @Bean
  IssuerController issuerController(Views views) {
    return new IssuerController(views.workloads());
  }

  @Bean
  RebuildController rebuildController(Views views, FreshIds ids) {
    return new RebuildController(new Rebuilds(views, ids), views);
  }
}
