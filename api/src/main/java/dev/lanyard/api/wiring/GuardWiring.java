package dev.lanyard.api.wiring;

import dev.lanyard.api.CallerResolver;
import dev.lanyard.api.Commands;
import dev.lanyard.api.arm.ArmController;
import dev.lanyard.api.http.ErrorRoute;
import dev.lanyard.api.http.HttpSurfaces;
import dev.lanyard.api.http.Problems;
import dev.lanyard.api.metrics.Meters;
import dev.lanyard.api.security.AddressRate;
import dev.lanyard.api.security.Allowance;
import dev.lanyard.api.security.Freshness;
import dev.lanyard.api.security.Guard;
import dev.lanyard.api.security.GuardedRequestResolver;
import dev.lanyard.api.security.Limit;
import dev.lanyard.api.security.OwnSurfaceGuard;
import dev.lanyard.api.security.Permissions;
import dev.lanyard.api.security.PrincipalLimits;
import dev.lanyard.api.security.PrincipalRate;
import dev.lanyard.api.security.Rates;
import dev.lanyard.api.security.access.TurnedAway;
import dev.lanyard.api.start.RateSettings;
import dev.lanyard.domain.ThingId;
import dev.lanyard.eventstore.AccessLog;
import dev.lanyard.eventstore.Ledger;
import dev.lanyard.eventstore.Recorded;
import dev.lanyard.projections.Views;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.handler.MappedInterceptor;

/** Who makes a request, whether that caller may, and how often. */
@Configuration(proxyBeanMethods = false)
public class GuardWiring {

  @Bean
  Permissions permissions(Views views, InstantSource clock, MeterRegistry meters) {
    var rows = meters.summary(Meters.PERMISSION_ROWS);
    return new Permissions(views.entitlements(), clock, rows::record);
  }

  @Bean
  Freshness freshness(Views views, Ledger<Recorded> ledger) {
    return new Freshness(views, ledger);
  }

  @Bean
  Guard guard(
      Permissions permissions,
      Freshness freshness,
      Views views,
      Commands commands,
      Problems problems,
      AccessLog accessLog,
      PrincipalLimits limits) {
    return new Guard(
        permissions,
        freshness,
        commands,
        problems,
        accessLog,
        limits.refusals(),
        () -> views.state().position());
  }

  @Bean
  RateSettings rateSettings(Environment environment) {
    return RateSettings.of(environment);
  }

  @Bean
  PrincipalLimits principalLimits(RateSettings settings, TurnedAway turnedAway) {
    return new PrincipalLimits(
        new Limit<>(
            Allowance.perSecond(settings.principalPerSecond()), turnedAway, "TooManyRequests"),
        new Limit<>(
            Allowance.perMinute(settings.refusalsPerMinute()), turnedAway, "TooManyRefusals"),
        new Limit<>(Allowance.perSecond(settings.tokensPerSecond()), turnedAway, "TooManyTokens"));
  }

  /** What the workloads and agents of each resource are refused, with a record of its own. */
  @Bean
  Limit<ThingId> resourceRefusals(RateSettings settings, TurnedAway turnedAway) {
    return new Limit<>(
        Allowance.perMinute(settings.refusalsPerMinute()), turnedAway, "TooManyRefusals");
  }

  @Bean
  FilterRegistrationBean<AddressRate> addressRate(
      RateSettings settings, ObjectProvider<TurnedAway> turnedAway) {
    var rate = new AddressRate(new Rates<>(settings.addressPerSecond()), turnedAway::getObject);
    var registration = new FilterRegistrationBean<>(rate);
    registration.setOrder(HttpSurfaces.NORMALISER_ORDER + 1);
    return registration;
  }

  /** Mapped interceptors stand before every handler, those of the actuator included. */
  @Bean
  MappedInterceptor principalRate(PrincipalLimits limits) {
    return new MappedInterceptor(null, new PrincipalRate(limits.requests(), CallerResolver::of));
  }

  @Bean
  MappedInterceptor ownSurfaceGuard(Guard guard) {
    var own =
        new OwnSurfaceGuard(
            guard, CallerResolver::of, Set.of(ArmController.class, ErrorRoute.class));
    return new MappedInterceptor(null, own);
  }

  @Bean
  WebMvcConfigurer guardedParameters() {
    return new WebMvcConfigurer() {
      @Override
      public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new CallerResolver());
        resolvers.add(new GuardedRequestResolver());
      }
    };
  }
}
