package dev.lanyard.api.automation;

import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.OperatorCredential;
import dev.lanyard.domain.Principal;
import dev.lanyard.eventstore.Ledger;
import dev.lanyard.eventstore.Recorded;
import dev.lanyard.projections.Page;
import dev.lanyard.projections.Paging;
import dev.lanyard.projections.Views;
import dev.lanyard.projections.state.StateQueries;
import dev.lanyard.tokens.ClientCertificates;
import dev.lanyard.tokens.ClientSecrets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Forgets what proves credentials that no fact names: a key is stored before the fact, and a crash
 * between the two leaves it alone; and what a resource's end revoked, whose keys nobody forgot
 * then. It looks once, before the server listens, when nobody can be adding one; what it could not
 * see then it finds at the next start.
 */
public final class KeySweep implements SmartLifecycle {
  private static final Duration VIEW_WAIT_MAX = Duration.ofSeconds(10);
  private static final int PRINCIPALS_READ_MAX = 1_000;
  private static final Logger LOG = LoggerFactory.getLogger(KeySweep.class);

  private final Ledger<Recorded> ledger;
  private final Views views;
  private final ClientSecrets secrets;
  private final ClientCertificates certificates;
  private final int phase;
  private volatile boolean looked;

  /**
   * Makes the automation; it looks once it is started.
   *
   * @param phase after which other parts it starts: what the start itself adds is on record by then
   */
  public KeySweep(
      Ledger<Recorded> ledger,
      Views views,
      ClientSecrets secrets,
      ClientCertificates certificates,
      int phase) {
    this.ledger = ledger;
    this.views = views;
    this.secrets = secrets;
    this.certificates = certificates;
    this.phase = phase;
  }

  @Override
  public void start() {
    looked = true;
    Set<CredentialId> unnamed = new HashSet<>(secrets.ids());
    unnamed.addAll(certificates.ids());
    if (!unnamed.isEmpty() && isCurrent()) {
      removeNamed(unnamed);
      unnamed.forEach(secrets::forget);
      unnamed.forEach(certificates::forget);
      if (!unnamed.isEmpty()) {
        LOG.info("{} keys that no fact names are forgotten", unnamed.size());
      }
    }
  }

  private boolean isCurrent() {
    try {
      return views.awaitState(ledger.head(), VIEW_WAIT_MAX);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void removeNamed(Set<CredentialId> ids) {
    var workloads = views.workloads();
    ids.removeIf(id -> workloads.byCredential(id, StateQueries.CURRENT).isPresent());
    removeOperators(ids);
  }

  private void removeOperators(Set<CredentialId> ids) {
    var state = views.state();
    Optional<String> cursor = Optional.empty();
    do {
      Page<Principal> page =
          state.principals(new Paging(cursor, PRINCIPALS_READ_MAX), StateQueries.CURRENT);
      page.items().stream()
          .flatMap(one -> state.credentials(one.principal(), StateQueries.CURRENT).stream())
          .map(OperatorCredential::id)
          .forEach(ids::remove);
      cursor = page.next();
    } while (cursor.isPresent() && !ids.isEmpty());
  }

  @Override
  public void stop() {
    looked = false;
  }

  @Override
  public boolean isRunning() {
    return looked;
  }

  @Override
  public int getPhase() {
    return phase;
  }
}
