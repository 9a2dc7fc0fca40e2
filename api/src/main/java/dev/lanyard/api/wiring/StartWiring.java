package dev.lanyard.api.wiring;

import dev.lanyard.api.FreshIds;
import dev.lanyard.api.start.DataFolder;
import dev.lanyard.api.start.Installation;
import dev.lanyard.api.start.Settings;
import dev.lanyard.domain.TenantId;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** What is settled before anything is opened. */
@Configuration(proxyBeanMethods = false)
public class StartWiring {

  @Bean
  Settings settings(Environment environment) {
    return Settings.of(environment);
  }

  @Bean
  DataFolder dataFolder(Settings settings) {
    return DataFolder.take(settings.data());
  }

  @Bean
  FreshIds freshIds() {
    return new FreshIds();
  }

  @Bean
  Installation installation(DataFolder folder, Settings settings, FreshIds ids) {
    return Installation.of(folder, settings, ids);
  }

  @Bean
  TenantId tenant(Installation installation) {
    return installation.tenant();
  }

  @Bean
  InstantSource clock() {
    return InstantSource.system();
  }
}
