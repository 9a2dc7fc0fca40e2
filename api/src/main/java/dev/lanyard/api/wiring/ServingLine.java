package dev.lanyard.api.wiring;

import dev.lanyard.api.start.DataFolder;
import dev.lanyard.api.start.Installation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationListener;

/** Says in one line, once the server listens, where it does and for whom. */
final class ServingLine implements ApplicationListener<ApplicationReadyEvent> {
  private static final Logger LOG = LoggerFactory.getLogger("dev.lanyard");

  private final DataFolder folder;
  private final Installation installation;

  ServingLine(DataFolder folder, Installation installation) {
    this.folder = folder;
    this.installation = installation;
  }

  @Override
  public void onApplicationEvent(ApplicationReadyEvent ready) {
    if (ready.getApplicationContext() instanceof WebServerApplicationContext context
        && context.getWebServer() != null) {
      LOG.info(
          "Lanyard serves on https://localhost:{}, data in {}, tenant {}, subscription {}",
          context.getWebServer().getPort(),
          folder.path(),
          installation.tenant(),
          installation.subscription());
    }
  }
}
