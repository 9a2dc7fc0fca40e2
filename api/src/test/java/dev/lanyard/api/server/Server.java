package dev.lanyard.api.server;

import dev.lanyard.api.Application;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** A server in this process, on a port of its own. */
final class Server implements AutoCloseable {
  private final ConfigurableApplicationContext context;
  private final Client client;

  private Server(ConfigurableApplicationContext context, Client client) {
    this.context = context;
    this.client = client;
  }

  /** Starts a server on a data folder, with settings such as {@code LANYARD_TENANT_ID=..}. */
  static Server start(Path data, String... settings) {
    return start(data, new SpringApplication(Application.class), settings);
  }

  /** The same by another clock than the machine's; clients and TLS keep to the machine's. */
  static Server start(Path data, InstantSource clock, String... settings) {
    var application = new SpringApplication(Application.class);
    application.addInitializers(
        context ->
            ((GenericApplicationContext) context)
                .registerBean(
                    "otherClock",
                    InstantSource.class,
                    () -> clock,
                    definition -> definition.setPrimary(true)));
    return start(data, application, settings);
  }

  private static Server start(Path data, SpringApplication application, String... settings) {
    List<String> args =
        new ArrayList<>(
            List.of("--server.port=0", "--LANYARD_WORKLOAD_PORT=0", "--LANYARD_DATA=" + data));
    for (var setting : settings) {
      args.add("--" + setting);
    }
    var context = application.run(args.toArray(String[]::new));
    var server = ((WebServerApplicationContext) context).getWebServer();
    if (server == null) {
      throw new IllegalStateException("no web server was started");
    }
    return new Server(context, Client.of("https://localhost:" + server.getPort(), data));
  }

  /** Speaks to it. */
  Client http() {
    return client;
  }

  /** An object of its wiring. */
  <T> T part(Class<T> type) {
    return context.getBean(type);
  }

  /** All objects of a kind of its wiring. */
  <T> Collection<T> parts(Class<T> type) {
    return context.getBeansOfType(type).values();
  }

  @Override
  public void close() {
    client.close();
    context.close();
  }
}
