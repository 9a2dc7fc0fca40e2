package dev.lanyard.projections.audit;

import static dev.lanyard.projections.FakeLedger.asked;
import static dev.lanyard.projections.FakeLedger.fell;
import static dev.lanyard.projections.World.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.domain.Audience;
import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.FederatedCredential;
import dev.lanyard.domain.FederatedCredential.Match;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.UsageSummary;
import dev.lanyard.domain.UsageSummary.Counts;
import dev.lanyard.domain.UsageSummary.Usage;
import dev.lanyard.domain.WorkloadCredential;
import dev.lanyard.domain.WorkloadCredential.Kind;
import dev.lanyard.domain.WorkloadIssuer;
import dev.lanyard.domain.event.FederatedCredentialEvent.FederatedCredentialAdded;
import dev.lanyard.domain.event.FederatedCredentialEvent.FederatedCredentialRemoved;
import dev.lanyard.domain.event.FederatedCredentialEvent.FederatedCredentialUpdated;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityDeleted;
import dev.lanyard.domain.event.IssuerEvent.IssuerRemoved;
import dev.lanyard.domain.event.IssuerEvent.IssuerTrusted;
import dev.lanyard.domain.event.TokenEvent.AudienceRegistered;
import dev.lanyard.domain.event.TokenEvent.AudienceRemoved;
import dev.lanyard.domain.event.TokenEvent.TokensRevoked;
import dev.lanyard.domain.event.UsageEvent.UsageSummarised;
import dev.lanyard.domain.event.WorkloadCredentialEvent.Cause;
import dev.lanyard.domain.event.WorkloadCredentialEvent.CredentialIssued;
import dev.lanyard.domain.event.WorkloadCredentialEvent.CredentialRevoked;
import dev.lanyard.domain.event.WorkloadCredentialEvent.CredentialRotated;
import dev.lanyard.projections.Paging;
import dev.lanyard.projections.ViewsFixture;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustTrailTest {
  private static final Instant END = Instant.parse("2026-07-01T00:00:00Z");
  private static final WorkloadCredential CODE = credential(1, Kind.ENROLMENT_CODE);
  private static final WorkloadCredential NEXT = credential(2, Kind.ENROLMENT_CODE);
  private static final FederatedCredential GITHUB =
      new FederatedCredential(
          "GitHub", "https://ci.example", Match.subject("repo:a"), List.of("api://x"));

  @TempDir Path folder;
  private ViewsFixture views;

  @BeforeEach
  void open() {
    views = new ViewsFixture(folder);
  }

  @AfterEach
  void close() {
    views.close();
  }

  @Test
  void a_rotation_is_found_under_the_resource_and_under_both_credentials() {
    views.ledger.commit(new CredentialIssued(VM1, CODE));
    views.ledger.commit(new CredentialRotated(VM1, CODE.id(), END.minusSeconds(9), NEXT));
    views.ledger.commit(new CredentialRevoked(VM1, NEXT.id(), Cause.USED));

    List<String> all = List.of("CredentialIssued", "CredentialRotated", "CredentialRevoked");
    assertThat(names(VM1.requireThing().value())).isEqualTo(all);
    assertThat(names(CODE.id().value())).isEqualTo(all.subList(0, 2));
    assertThat(names(NEXT.id().value())).isEqualTo(all.subList(1, 3));
  }

  @Test
  void what_is_said_of_a_credential_carries_its_resource_s_path_and_no_proof() {
    views.ledger.commit(new CredentialIssued(VM1, CODE));
    views.ledger.commit(new CredentialRotated(VM1, CODE.id(), END.minusSeconds(9), NEXT));
    views.ledger.commit(new CredentialRevoked(VM1, NEXT.id(), Cause.USED));
    List<AuditRow> rows = history(NEXT.id().value());
    Json.Obj said =
        object(
            "kind", "EnrolmentCode",
            "notBefore", "2026-01-01T00:00:00Z",
            "notAfter", "2026-07-01T00:00:00Z",
            "replaced", CODE.id().toString(),
            "replacedUntil", "2026-06-30T23:59:51Z");
    assertThat(rows)
        .extracting(AuditRow::subject, AuditRow::path, AuditRow::before, AuditRow::after)
        .containsExactly(
            tuple(NEXT.id(), VM1.path(), Optional.empty(), Optional.of(said)),
            tuple(NEXT.id(), VM1.path(), Optional.of(said), Optional.empty()));
  }

  @Test
  void federated_credentials_change_each_on_its_own() {
    FederatedCredential changed =
        new FederatedCredential("GitHub", GITHUB.issuer(), Match.subject("b"), List.of("api://x"));
    views.ledger.commit(new FederatedCredentialAdded(SHARED, SHARED_PRINCIPAL, GITHUB));
    views.ledger.commit(new FederatedCredentialUpdated(SHARED, SHARED_PRINCIPAL, changed));
    List<AuditRow> rows = history(SHARED_PRINCIPAL.value());
    assertThat(rows.getLast())
        .extracting(AuditRow::subject, AuditRow::path, AuditRow::before, AuditRow::after)
        .isEqualTo(
            tuple(
                    SHARED.requireThing(),
                    SHARED.path(),
                    Optional.of(object("name", "GitHub", "subject", "repo:a")),
                    Optional.of(object("name", "GitHub", "subject", "b")))
                .toList());
  }

  @Test
  void the_end_of_tokens_is_told_of_the_principal_at_its_identity() {
    views.ledger.commit(new TokensRevoked(SHARED_PRINCIPAL, Optional.of(SHARED)));
    views.ledger.commit(new TokensRevoked(PERSON, Optional.empty()));
    assertThat(history(SHARED_PRINCIPAL.value()).getFirst().path())
        .contains(SHARED.path().toString());
    assertThat(history(PERSON.value()).getFirst())
        .extracting(AuditRow::subject, AuditRow::path, AuditRow::after)
        .containsExactly(PERSON.toString(), Optional.empty(), Optional.empty());
  }

  @Test
  void audiences_and_issuers_have_histories_of_their_own() {
    views.ledger.commit(
        new AudienceRegistered(
            new Audience("api://Orders", Audience.Form.V2, Optional.empty(), Optional.empty())),
        new AudienceRemoved("api://ORDERS"),
        new IssuerTrusted(new WorkloadIssuer("https://a.example", Optional.empty())),
        new IssuerRemoved("https://a.example"));
    List<AuditRow> rows =
        views
            .audit()
            .events(AuditFilter.ALL, AuditQueries.Order.OLDEST_FIRST, Paging.first(9))
            .items();
    Optional<Json.Obj> audience = Optional.of(object("uri", "api://Orders", "form", "2.0"));
    Optional<Json.Obj> issuer = Optional.of(object("issuer", "https://a.example"));
    assertThat(rows)
        .extracting(AuditRow::subject, AuditRow::before, AuditRow::after)
        .containsExactly(
            Tuple.tuple("api://orders", Optional.empty(), audience),
            Tuple.tuple("api://orders", audience, Optional.empty()),
            Tuple.tuple("https://a.example", Optional.empty(), issuer),
            Tuple.tuple("https://a.example", issuer, Optional.empty()));
  }

  @Test
  void what_the_access_log_let_go_of_is_told_with_its_sums() {
    Counts tokens = new Counts(3, 0, 0, 0, 0);
    views.ledger.commit(
        new UsageSummarised(
            new UsageSummary(
                257,
                512,
                END.minusSeconds(60),
                END,
                List.of(new Usage(PERSON, tokens, Optional.of(END))),
                2,
                new Counts(1, 0, 4, 0, 0),
                9)));
    AuditRow row =
        views
            .audit()
            .events(AuditFilter.ALL, AuditQueries.Order.OLDEST_FIRST, Paging.first(9))
            .items()
            .getFirst();
    assertThat(row.subject()).isEqualTo("access/257");
    assertThat(row.path()).isEmpty();
    assertThat(row.after().orElseThrow().toString())
        .contains("tokensIssued=Num[value=4]", "commandsRefused=Num[value=4]")
        .contains("turnedAway=Num[value=9]", "otherPrincipals=Num[value=2]", PERSON.toString());
  }

  @Test
  void the_activity_log_tells_that_a_federated_credential_ended_with_its_identity() {
    views.ledger.commit(
        "DeleteUserIdentity",
        List.of(
            fell(new FederatedCredentialRemoved(SHARED, SHARED_PRINCIPAL, "GitHub"), 1),
            asked(new UserIdentityDeleted(SHARED, SHARED_PRINCIPAL))));
    ActivityFilter all =
        new ActivityFilter(
            SUBSCRIPTION,
            Long.MAX_VALUE,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    assertThat(views.audit().activity(all, Paging.first(9)).items())
        .extracting(AuditRow::eventName)
        .containsExactly("UserIdentityDeleted", "FederatedCredentialRemoved");
  }

  private List<AuditRow> history(UUID subject) {
    AuditFilter about = AuditFilter.ALL.about(new AuditSubject.WithId(subject));
    return views.audit().events(about, AuditQueries.Order.OLDEST_FIRST, Paging.first(20)).items();
  }

  private List<String> names(UUID subject) {
    return history(subject).stream().map(AuditRow::eventName).toList();
  }

  private static Tuple tuple(
      Object subject, Object path, Optional<Json.Obj> before, Optional<Json.Obj> after) {
    return Tuple.tuple(subject.toString(), Optional.of(path.toString()), before, after);
  }

  private static Json.Obj object(String... members) {
    Map<String, Json> all = new LinkedHashMap<>();
    for (int at = 0; at < members.length; at += 2) {
      all.put(members[at], new Json.Text(members[at + 1]));
    }
    return new Json.Obj(all);
  }

  private static WorkloadCredential credential(int number, Kind kind) {
    return new WorkloadCredential(
        new CredentialId(new UUID(0xf000, number)),
        kind,
        Optional.empty(),
        Instant.parse("2026-01-01T00:00:00Z"),
        END);
  }
}
