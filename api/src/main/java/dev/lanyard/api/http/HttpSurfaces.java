package dev.lanyard.api.http;

import dev.lanyard.domain.TenantId;
import dev.lanyard.eventstore.Ledger;
import dev.lanyard.eventstore.Recorded;
import dev.lanyard.projections.Views;
import java.time.InstantSource;
import java.util.List;
import org.apache.catalina.core.StandardHost;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Wires what all surfaces share, and sets the container up so that every reply is ours. */
@Configuration(proxyBeanMethods = false)
public class HttpSurfaces {
  /** Behind the filter that gives each request its id, before everything else. */
  public static final int NORMALISER_ORDER = Ordered.HIGHEST_PRECEDENCE + 10;

  @Bean
  FilterRegistrationBean<PathNormaliser> pathNormaliser() {
    var registration = new FilterRegistrationBean<>(new PathNormaliser());
    registration.setOrder(NORMALISER_ORDER);
    return registration;
  }

  @Bean
  FilterRegistrationBean<PacedBodies> pacedBodies() {
    var registration = new FilterRegistrationBean<>(new PacedBodies(new BodyPace()));
    registration.setOrder(NORMALISER_ORDER - 1);
    return registration;
  }

  @Bean
  Problems problems(TenantId tenant) {
    return new Problems(tenant);
  }

  @Bean
  Moments moments(Views views, Ledger<Recorded> ledger, InstantSource clock) {
    return new Moments(views, ledger, clock);
  }

  @Bean
  WebMvcConfigurer momentParameters(Moments moments) {
    return new WebMvcConfigurer() {
      @Override
      public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new MomentResolver(moments));
      }
    };
  }

  /**
   * Encoded slashes pass the container undecoded, for {@link PathNormaliser} to refuse; a body that
   * is too large is read on for a while, so that its sender sees the refusal. Nobody looks for
   * parameters in bodies: that would be a reading at no {@link BodyPace}.
   */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> container() {
    return factory -> {
      factory.addConnectorCustomizers(
          connector -> {
            connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
            connector.setParseBodyMethods("");
            connector.setProperty("maxSwallowSize", Integer.toString(4 * Limits.BODY_BYTES_MAX));
          });
      factory.addEngineValves(new GivenUpBodyValve());
      factory.addContextCustomizers(
          context ->
              ((StandardHost) context.getParent())
                  .setErrorReportValveClass(JsonErrorValve.class.getName()));
    };
  }
}
