package dev.lanyard.benchmarks.open;

import dev.lanyard.api.security.Permissions;
import dev.lanyard.api.start.Installation;
import dev.lanyard.api.wiring.AccessWiring;
import dev.lanyard.api.wiring.EnrolmentWiring;
import dev.lanyard.api.wiring.GuardWiring;
import dev.lanyard.api.wiring.KeyWiring;
import dev.lanyard.api.wiring.LedgerWiring;
import dev.lanyard.api.wiring.StartWiring;
import dev.lanyard.api.wiring.SurfaceWiring;
import dev.lanyard.api.wiring.TokenWiring;
import dev.lanyard.api.wiring.TransportWiring;
import dev.lanyard.api.wiring.ViewWiring;
import dev.lanyard.api.wiring.WatchWiring;
import dev.lanyard.api.wiring.WorkloadWiring;
import dev.lanyard.projections.Views;
import java.time.InstantSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.web.OAuth2ResourceServerWebSecurityAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

/**
 * The same server open to all: each request is the first operator's, whatever token comes with it,
 * no filter of Spring Security stands before it, and each right is taken as held and as resting on
 * nothing. It is here to be measured against the product, and in no other module.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(
    exclude = {
      SecurityAutoConfiguration.class,
      UserDetailsServiceAutoConfiguration.class,
      ManagementWebSecurityAutoConfiguration.class,
      SecurityFilterAutoConfiguration.class,
      ServletWebSecurityAutoConfiguration.class,
      OAuth2ResourceServerAutoConfiguration.class,
      OAuth2ResourceServerWebSecurityAutoConfiguration.class
    })
@Import({
  StartWiring.class,
  TransportWiring.class,
  KeyWiring.class,
  TokenWiring.class,
  LedgerWiring.class,
  AccessWiring.class,
  ViewWiring.class,
  GuardWiring.class,
  SurfaceWiring.class,
  WatchWiring.class,
  WorkloadWiring.class,
  EnrolmentWiring.class
})
public class OpenServer {

  /** Serves on the port that {@code SERVER_PORT} names. */
  public static void main(String... arguments) {
    SpringApplication.run(OpenServer.class, arguments);
  }

  @Bean
  @Primary
  Permissions unchecked(Views views, InstantSource clock) {
    return new Unchecked(views.entitlements(), clock);
  }

  @Bean
  FilterRegistrationBean<OneCaller> oneCaller(Installation installation) {
    return new FilterRegistrationBean<>(new OneCaller(installation.operator()));
  }
}
