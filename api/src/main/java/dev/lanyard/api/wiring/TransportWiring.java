package dev.lanyard.api.wiring;

import dev.lanyard.api.http.HttpSurfaces;
import dev.lanyard.api.http.PublicUrl;
import dev.lanyard.api.http.WorkloadPort;
import dev.lanyard.api.start.DataFolder;
import dev.lanyard.api.start.Network;
import dev.lanyard.api.start.StartRefused;
import dev.lanyard.api.start.WireLoggers;
import dev.lanyard.api.workload.WorkloadEndpoint;
import dev.lanyard.tokens.TlsFiles;
import java.time.InstantSource;
import java.util.Set;
import org.apache.catalina.connector.Connector;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.ssl.SslBundleRegistrar;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleKey;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The ports that the server listens on, and its certificate. */
@Configuration(proxyBeanMethods = false)
public class TransportWiring {
  /** The name of our own bundle: {@code server.ssl.bundle} unless an operator names another. */
  private static final String OWN_BUNDLE = "lanyard";

  /** Tokens go over the plain HTTP port: it is never on a network. */
  private static final String LOOPBACK = "127.0.0.1";

  @Bean
  Network network(Environment environment) {
    return Network.of(environment);
  }

  @Bean
  PublicUrl publicUrl(Network network, WebServerApplicationContext context) {
    return new PublicUrl(network.publicUrl(), network.tlsNames(), () -> port(context));
  }

  private static int port(WebServerApplicationContext context) {
    WebServer server = context.getWebServer();
    if (server == null) {
      throw new IllegalStateException("the server does not listen");
    }
    return server.getPort();
  }

  /** Our own certificate, made at the first start; not where an operator brings one. */
  @Bean
  @ConditionalOnProperty(name = "server.ssl.bundle", havingValue = OWN_BUNDLE)
  SslBundleRegistrar ownCertificate(DataFolder folder, Network network, InstantSource clock) {
    return bundles -> {
      try {
        var files = TlsFiles.ensure(folder.tls(), network.tlsNames(), clock);
        bundles.registerBundle(OWN_BUNDLE, bundle(files));
      } catch (RuntimeException failure) {
        throw StartRefused.because(failure);
      }
    };
  }

  private static SslBundle bundle(TlsFiles files) {
    var details =
        PemSslStoreDetails.forCertificate(files.certificate().toUri().toString())
            .withPrivateKey(files.key().toUri().toString());
    return SslBundle.of(
        new PemSslStoreBundle(details, null),
        SslBundleKey.NONE,
        SslOptions.of(Set.of(), Set.of("TLSv1.3", "TLSv1.2")));
  }

  /** Before anything listens. */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> wireLoggers() {
    return _ -> WireLoggers.cap();
  }

  @Bean
  Connector workloadConnector(Network network) {
    var connector = new Connector();
    connector.setPort(network.workloadPort());
    connector.setProperty("address", LOOPBACK);
    return connector;
  }

  /** What is set up for the HTTPS connector, bar its TLS, holds for this one too. */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> workloadPort(
      Connector workloadConnector) {
    return factory -> {
      factory.addAdditionalConnectors(workloadConnector);
      factory.addConnectorCustomizers(
          connector -> {
            if (!connector.equals(workloadConnector)) {
              factory.getConnectorCustomizers().forEach(same -> same.customize(workloadConnector));
            }
          });
    };
  }

  @Bean
  FilterRegistrationBean<WorkloadPort> workloadGuard(
      Connector workloadConnector, PublicUrl https, ObjectProvider<WorkloadEndpoint> endpoint) {
    var guard = new WorkloadPort(workloadConnector::getLocalPort, https, endpoint::getObject);
    var registration = new FilterRegistrationBean<>(guard);
    registration.setOrder(HttpSurfaces.NORMALISER_ORDER + 1);
    return registration;
  }
}
