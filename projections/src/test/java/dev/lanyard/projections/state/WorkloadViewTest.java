package dev.lanyard.projections.state;

import static dev.lanyard.projections.World.*;
import static dev.lanyard.projections.state.StateQueries.CURRENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.domain.Audience;
import dev.lanyard.domain.Audience.Form;
import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.FederatedCredential;
import dev.lanyard.domain.FederatedCredential.Match;
import dev.lanyard.domain.SigningAlgorithm;
import dev.lanyard.domain.WorkloadCredential;
import dev.lanyard.domain.WorkloadCredential.Kind;
import dev.lanyard.domain.WorkloadIssuer;
import dev.lanyard.domain.event.FederatedCredentialEvent.FederatedCredentialAdded;
import dev.lanyard.domain.event.FederatedCredentialEvent.FederatedCredentialRemoved;
import dev.lanyard.domain.event.FederatedCredentialEvent.FederatedCredentialUpdated;
import dev.lanyard.domain.event.IdentityEvent.SystemIdentityDeleted;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityDeleted;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityDetached;
import dev.lanyard.domain.event.IssuerEvent.IssuerRemoved;
import dev.lanyard.domain.event.IssuerEvent.IssuerTrusted;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.ResourceEvent.ResourceDeleted;
import dev.lanyard.domain.event.TokenEvent.AudienceRegistered;
import dev.lanyard.domain.event.TokenEvent.AudienceRemoved;
import dev.lanyard.domain.event.TokenEvent.TokensRevoked;
import dev.lanyard.domain.event.WorkloadCredentialEvent.Cause;
import dev.lanyard.domain.event.WorkloadCredentialEvent.CredentialIssued;
import dev.lanyard.domain.event.WorkloadCredentialEvent.CredentialRevoked;
import dev.lanyard.domain.event.WorkloadCredentialEvent.CredentialRotated;
import dev.lanyard.projections.Page;
import dev.lanyard.projections.Paging;
import dev.lanyard.projections.RebuildStatus;
import dev.lanyard.projections.ViewsFixture;
import dev.lanyard.projections.World;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkloadViewTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final WorkloadCredential SECRET = secret(1, "2026-07-01T00:00:00Z");
  private static final WorkloadCredential NEXT = secret(2, "2026-12-01T00:00:00Z");
  private static final FederatedCredential GITHUB =
      new FederatedCredential(
          "GitHub", "https://ci.example", Match.subject("repo:a"), List.of("api://x"));
  private static final FederatedCredential BY_CLAIMS =
      new FederatedCredential(
          "cluster", "https://k8s.example", Match.expression("claims['sub']"), List.of("api://x"));
  private static final Audience VAULT_TOKENS =
      new Audience(
          "https://Vault.azure.net",
          Form.V1,
          Optional.of(SigningAlgorithm.ES256),
          Optional.of(900));

  @TempDir Path folder;
  private ViewsFixture views;

  @BeforeEach
  void open() {
    views = new ViewsFixture(folder);
    World.build(views.ledger);
  }

  @AfterEach
  void close() {
    views.close();
  }

  @Test
  void a_credential_tells_the_resource_and_all_that_it_can_act_as() {
    assertThat(proven(SECRET)).isEmpty();
    long issued = commit(new CredentialIssued(VM1, SECRET));
    assertThat(proven(SECRET))
        .contains(
            new ProvenResource(issued, VM1, SECRET, Optional.of(vm1s(1)), List.of(shared(3))));
    assertThat(views.workloads().byCredential(SECRET.id(), issued - 1)).isEmpty();
  }

  @Test
  void what_ends_or_is_revoked_shows_with_its_commit() {
    commit(new CredentialIssued(VM1, SECRET));
    long issued = views.ledger.head();
    assertThat(proven(SECRET).orElseThrow().system()).isPresent();
    long revoked = commit(new TokensRevoked(VM1_PRINCIPAL, Optional.of(VM1)));
    assertThat(proven(SECRET))
        .contains(
            new ProvenResource(revoked, VM1, SECRET, Optional.of(vm1s(5)), List.of(shared(3))));
    commit(new UserIdentityDetached(VM1, SHARED.requireThing(), SHARED_PRINCIPAL));
    long ended = commit(new SystemIdentityDeleted(VM1, VM1_PRINCIPAL));
    assertThat(proven(SECRET))
        .contains(new ProvenResource(ended, VM1, SECRET, Optional.empty(), List.of()));
    assertThat(views.workloads().byCredential(SECRET.id(), issued))
        .contains(
            new ProvenResource(issued, VM1, SECRET, Optional.of(vm1s(1)), List.of(shared(3))));
    commit(new CredentialRevoked(VM1, SECRET.id(), Cause.REVOKED));
    assertThat(proven(SECRET)).isEmpty();
  }

  @Test
  void what_changes_no_workload_is_answered_from_memory() {
    long issued = commit(new CredentialIssued(VM1, SECRET));
    ProvenResource before = proven(SECRET).orElseThrow();
    commit(World.created(World.resource("A.B/c/new", 5_000)));
    assertThat(proven(SECRET)).containsSame(before);
    assertThat(before.position()).isEqualTo(issued);
  }

  @Test
  void a_rotation_shortens_the_one_that_is_replaced_and_lengthens_none() {
    long issued = commit(new CredentialIssued(VM1, SECRET));
    Instant end = Instant.parse("2026-03-01T00:00:00Z");
    commit(new CredentialRotated(VM1, SECRET.id(), end, NEXT));
    assertThat(credentials(CURRENT)).containsExactly(SECRET.until(end), NEXT);
    assertThat(credentials(issued)).containsExactly(SECRET);

    commit(new CredentialRotated(VM1, SECRET.id(), Instant.parse("2030-01-01T00:00:00Z"), third()));
    assertThat(credentials(CURRENT)).containsExactly(SECRET.until(end), NEXT, third());
    commit(new CredentialRevoked(VM1, SECRET.id(), Cause.REVOKED));
    assertThat(credentials(CURRENT)).containsExactly(NEXT, third());
    assertThat(views.state().orphans()).isZero();
  }

  @Test
  void a_credential_that_is_replaced_before_it_begins_is_over_as_soon_as_it_does() {
    commit(new CredentialIssued(VM1, SECRET));
    commit(new CredentialRotated(VM1, SECRET.id(), START.minusSeconds(1), NEXT));
    assertThat(credentials(CURRENT)).containsExactly(SECRET.until(START.plusNanos(1_000)), NEXT);
  }

  @Test
  void an_identity_takes_the_tokens_that_its_federated_credentials_let_in() {
    commit(new FederatedCredentialAdded(SHARED, SHARED_PRINCIPAL, GITHUB));
    long added = commit(new FederatedCredentialAdded(SHARED, SHARED_PRINCIPAL, BY_CLAIMS));
    assertThat(views.workloads().federationOf(SHARED_CLIENT, CURRENT))
        .contains(new FederatedIdentity(added, shared(2), List.of(BY_CLAIMS, GITHUB)));
    assertThat(views.workloads().federationOf(VM1_CLIENT, CURRENT)).isEmpty();

    FederatedCredential renamed =
        new FederatedCredential("GITHUB", GITHUB.issuer(), Match.subject("b"), List.of("api://y"));
    commit(new FederatedCredentialUpdated(SHARED, SHARED_PRINCIPAL, renamed));
    commit(new FederatedCredentialRemoved(SHARED, SHARED_PRINCIPAL, "cluster"));
    assertThat(views.workloads().federationOf(SHARED_CLIENT, CURRENT))
        .contains(new FederatedIdentity(views.ledger.head(), shared(2), List.of(renamed)));
    assertThat(views.workloads().federated(SHARED.requireThing(), added))
        .containsExactly(BY_CLAIMS, GITHUB);
    assertThat(views.workloads().federationOf(SHARED_CLIENT, added))
        .contains(new FederatedIdentity(added, shared(2), List.of(BY_CLAIMS, GITHUB)));
  }

  @Test
  void an_audience_is_found_in_any_case_and_with_one_trailing_slash() {
    long registered = commit(new AudienceRegistered(VAULT_TOKENS));
    for (String spelling :
        List.of("https://vault.azure.net", "https://vault.azure.net/", "HTTPS://Vault.Azure.Net")) {
      assertThat(audience(spelling, CURRENT)).contains(VAULT_TOKENS);
    }
    assertThat(audience("https://vault.azure.net//", CURRENT)).isEmpty();

    Audience plain =
        new Audience("https://vault.azure.net", Form.V2, Optional.empty(), Optional.empty());
    commit(new AudienceRegistered(plain));
    assertThat(audience("https://vault.azure.net", CURRENT)).contains(plain);
    assertThat(audience("https://vault.azure.net", registered)).contains(VAULT_TOKENS);
    commit(new AudienceRemoved("https://VAULT.azure.net"));
    assertThat(audience("https://vault.azure.net", CURRENT)).isEmpty();
  }

  @Test
  void audiences_and_issuers_are_listed_in_pages() {
    Audience orders = new Audience("api://Orders", Form.V2, Optional.empty(), Optional.empty());
    WorkloadIssuer fetched = new WorkloadIssuer("https://a.example", Optional.empty());
    WorkloadIssuer fixed = new WorkloadIssuer("https://b.example", Optional.of("{\"keys\":[]}"));
    commit(new AudienceRegistered(VAULT_TOKENS), new AudienceRegistered(orders));
    commit(new IssuerTrusted(fixed), new IssuerTrusted(fetched));

    Page<Audience> first = views.workloads().audiences(Paging.first(1), CURRENT);
    assertThat(first).isEqualTo(new Page<>(List.of(orders), Optional.of("api://orders")));
    assertThat(views.workloads().audiences(new Paging(first.next(), 1), CURRENT))
        .isEqualTo(new Page<>(List.of(VAULT_TOKENS), Optional.empty()));
    assertThat(views.workloads().issuers(Paging.first(10), CURRENT).items())
        .containsExactly(fetched, fixed);

    assertThat(views.workloads().issuer("https://b.example", CURRENT)).contains(fixed);
    commit(new IssuerRemoved("https://b.example"));
    assertThat(views.workloads().issuer("https://b.example", CURRENT)).isEmpty();
  }

  @Test
  void a_rebuilt_view_says_the_same() {
    commit(new CredentialIssued(VM1, SECRET));
    commit(new CredentialRotated(VM1, SECRET.id(), START.plusSeconds(9), NEXT));
    commit(new FederatedCredentialAdded(SHARED, SHARED_PRINCIPAL, GITHUB));
    commit(new AudienceRegistered(VAULT_TOKENS));
    commit(new IssuerTrusted(new WorkloadIssuer("https://a.example", Optional.empty())));
    ProvenResource before = proven(NEXT).orElseThrow();
    RebuildStatus status = views.rebuilt("state");
    assertThat(status.state()).isEqualTo(RebuildStatus.State.DONE);
    assertThat(status.differences()).isEmpty();
    ProvenResource after = proven(NEXT).orElseThrow();
    assertThat(after)
        .isEqualTo(
            new ProvenResource(views.ledger.head(), VM1, NEXT, before.system(), before.attached()));
  }

  @Test
  void what_hangs_on_a_resource_or_an_identity_that_ended_is_counted() {
    commit(
        new UserIdentityDetached(VM1, SHARED.requireThing(), SHARED_PRINCIPAL),
        new UserIdentityDetached(VM2, SHARED.requireThing(), SHARED_PRINCIPAL),
        new CredentialIssued(VM2, SECRET),
        new FederatedCredentialAdded(SHARED, SHARED_PRINCIPAL, GITHUB));
    assertThat(views.state().orphans()).isZero();
    commit(new ResourceDeleted(VM2));
    assertThat(views.state().orphans()).as("a credential").isEqualTo(1);
    commit(new UserIdentityDeleted(SHARED, SHARED_PRINCIPAL));
    assertThat(views.state().orphans()).as("a federated credential").isEqualTo(2);
    commit(World.attached(VM1));
    // The attachment has no identity; its generation has no principal.
    assertThat(views.state().orphans()).as("a generation").isEqualTo(4);
  }

  private Optional<ProvenResource> proven(WorkloadCredential credential) {
    return views.workloads().byCredential(credential.id(), CURRENT);
  }

  private List<WorkloadCredential> credentials(long asOf) {
    return views.workloads().credentials(VM1.requireThing(), asOf);
  }

  private Optional<Audience> audience(String uri, long asOf) {
    return views.workloads().audience(uri, asOf);
  }

  private static UsableIdentity vm1s(long generation) {
    return new UsableIdentity(
        VM1.requireThing(), VM1.path(), VM1_PRINCIPAL, VM1_CLIENT, generation);
  }

  private static UsableIdentity shared(long generation) {
    return new UsableIdentity(
        SHARED.requireThing(), SHARED.path(), SHARED_PRINCIPAL, SHARED_CLIENT, generation);
  }

  private static WorkloadCredential third() {
    return secret(3, "2027-12-01T00:00:00Z");
  }

  private static WorkloadCredential secret(int number, String end) {
    return new WorkloadCredential(
        new CredentialId(new UUID(0xf000, number)),
        Kind.ENDPOINT_SECRET,
        Optional.empty(),
        START,
        Instant.parse(end));
  }

  private long commit(LifecycleEvent... events) {
    return views.ledger.commit(events);
  }
}
