package dev.lanyard.api.wiring;

import dev.lanyard.api.start.Bootstrap;
import dev.lanyard.api.start.DataFolder;
import dev.lanyard.api.start.Installation;
import dev.lanyard.api.start.KeySettings;
import dev.lanyard.api.start.StartRefused;
import dev.lanyard.tokens.ClientCertificates;
import dev.lanyard.tokens.ClientSecrets;
import dev.lanyard.tokens.KeyStore;
import dev.lanyard.tokens.KeyStoreRefused;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The key store, and what proves operators. */
@Configuration(proxyBeanMethods = false)
public class KeyWiring {

  @Bean
  KeySettings keySettings(Environment environment) {
    return KeySettings.of(environment);
  }

  /** Made, like the installation, before the ledger has its first fact. */
  @Bean
  KeyStore keyStore(DataFolder folder, Installation installation, KeySettings settings) {
    try {
      return KeyStore.open(folder.keys(), settings.masterKey(folder));
    } catch (KeyStoreRefused refused) {
      throw StartRefused.because(refused);
    }
  }

  @Bean
  ClientSecrets clientSecrets(KeyStore store) {
    return new ClientSecrets(store);
  }

  @Bean
  ClientCertificates clientCertificates(KeyStore store) {
    return new ClientCertificates(store);
  }

  @Bean
  Bootstrap bootstrap(
      DataFolder folder,
      Installation installation,
      ClientSecrets secrets,
      ClientCertificates certificates,
      InstantSource clock) {
    return new Bootstrap(folder, installation, secrets, certificates, clock);
  }
}
