package dev.lanyard.domain.federation;

import static dev.lanyard.domain.Decision.accepted;
import static dev.lanyard.domain.Decision.rejected;
import static dev.lanyard.domain.Given.given;
import static dev.lanyard.domain.Samples.ADDED;
import static dev.lanyard.domain.Samples.GROUP;
import static dev.lanyard.domain.Samples.GROUP_CREATED;
import static dev.lanyard.domain.Samples.IN_SUBSCRIPTION;
import static dev.lanyard.domain.Samples.OTHER;
import static dev.lanyard.domain.Samples.OTHER_CREATED;
import static dev.lanyard.domain.Samples.OTHER_PATH;
import static dev.lanyard.domain.Samples.SHARED;
import static dev.lanyard.domain.Samples.SHARED_CREATED;
import static dev.lanyard.domain.Samples.SHARED_PATH;
import static dev.lanyard.domain.Samples.SHARED_PRINCIPAL;
import static dev.lanyard.domain.Samples.VM_CREATED;
import static dev.lanyard.domain.Samples.VM_PATH;
import static dev.lanyard.domain.Samples.VM_SHARED;
import static dev.lanyard.domain.Samples.locked;
import static dev.lanyard.domain.Samples.principal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.domain.FederatedCredential;
import dev.lanyard.domain.FederatedCredential.Match;
import dev.lanyard.domain.Given;
import dev.lanyard.domain.LockLevel;
import dev.lanyard.domain.Race;
import dev.lanyard.domain.Rejection.FederatedSubjectTaken;
import dev.lanyard.domain.Rejection.Operation;
import dev.lanyard.domain.Rejection.ResourceNotFound;
import dev.lanyard.domain.Rejection.ScopeLocked;
import dev.lanyard.domain.Rejection.TooManyFederatedCredentials;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.command.FederatedCredentialCommand.PutFederatedCredential;
import dev.lanyard.domain.command.FederatedCredentialCommand.RemoveFederatedCredential;
import dev.lanyard.domain.event.FederatedCredentialEvent.FederatedCredentialAdded;
import dev.lanyard.domain.event.FederatedCredentialEvent.FederatedCredentialRemoved;
import dev.lanyard.domain.event.FederatedCredentialEvent.FederatedCredentialUpdated;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityDeleted;
import dev.lanyard.domain.event.LifecycleEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

class FederatedCredentialTest {
  private static final String ISSUER = "https://issuer.example/a";
  private static final FederatedCredential MAIN = credential("Main", ISSUER, "repo:x:main");
  private static final FederatedCredentialAdded MAIN_ADDED = added(MAIN);
  private static final FederatedCredentialRemoved MAIN_REMOVED =
      new FederatedCredentialRemoved(SHARED, SHARED_PRINCIPAL, "Main");
  private static final RemoveFederatedCredential REMOVE =
      new RemoveFederatedCredential(SHARED_PATH, "MAIN");

  private static FederatedCredential credential(String name, String issuer, String subject) {
    return matching(name, issuer, Match.subject(subject));
  }

  private static FederatedCredential matching(String name, String issuer, Match match) {
    return new FederatedCredential(
        name, issuer, match, List.of(FederatedCredential.USUAL_AUDIENCE));
  }

  private static FederatedCredentialAdded added(FederatedCredential credential) {
    return new FederatedCredentialAdded(SHARED, SHARED_PRINCIPAL, credential);
  }

  private static PutFederatedCredential put(FederatedCredential credential) {
    return new PutFederatedCredential(SHARED_PATH, credential, 3);
  }

  private static Given<PutFederatedCredential, ?> putting(LifecycleEvent... more) {
    return given(
            FederationRules.PUT,
            ADDED,
            GROUP_CREATED,
            VM_CREATED,
            SHARED_CREATED,
            OTHER_CREATED,
            VM_SHARED)
        .and(more);
  }

  private static Given<RemoveFederatedCredential, ?> removing(LifecycleEvent... more) {
    return given(FederationRules.REMOVE, ADDED, GROUP_CREATED, SHARED_CREATED).and(more);
  }

  @Test
  void a_user_assigned_identity_gets_a_federated_credential() {
    assertThat(putting().when(put(MAIN))).isEqualTo(accepted(MAIN_ADDED));
  }

  @Test
  void putting_the_same_again_changes_nothing() {
    assertThat(putting(MAIN_ADDED).when(put(MAIN))).isEqualTo(accepted());
    assertThat(putting(MAIN_ADDED).when(put(MAIN.spelt("main")))).isEqualTo(accepted());
  }

  @Test
  void putting_other_content_changes_it_under_the_name_it_was_added_with() {
    FederatedCredential other = credential("Main", ISSUER, "repo:x:other");
    assertThat(putting(MAIN_ADDED).when(put(other.spelt("mAIN"))))
        .isEqualTo(accepted(new FederatedCredentialUpdated(SHARED, SHARED_PRINCIPAL, other)));
    assertThat(
            putting(MAIN_ADDED, new FederatedCredentialUpdated(SHARED, SHARED_PRINCIPAL, other))
                .when(put(other)))
        .isEqualTo(accepted());
  }

  @Test
  void what_was_put_is_what_the_reply_tells() {
    var attempt =
        given(FederationRules.PUT, GROUP_CREATED, SHARED_CREATED, MAIN_ADDED)
            .attempt(put(credential("main", ISSUER, "new")));
    assertThat(attempt.before().subject()).contains(MAIN);
    assertThat(attempt.after().subject()).contains(credential("Main", ISSUER, "new"));
  }

  @Test
  void no_two_have_the_same_issuer_and_subject() {
    assertThat(putting(MAIN_ADDED).when(put(MAIN.spelt("second"))))
        .isEqualTo(rejected(new FederatedSubjectTaken(SHARED_PATH, "Main")));
    FederatedCredential second = credential("second", ISSUER, "repo:x:second");
    assertThat(putting(MAIN_ADDED, added(second)).when(put(MAIN.spelt("second"))))
        .as("also where one becomes like another")
        .isEqualTo(rejected(new FederatedSubjectTaken(SHARED_PATH, "Main")));
  }

  @Test
  void issuers_and_subjects_are_compared_exactly() {
    for (FederatedCredential other :
        List.of(
            credential("second", ISSUER + "/", "repo:x:main"),
            credential("second", "https://issuer.example/A", "repo:x:main"),
            credential("second", ISSUER, "repo:X:main"),
            matching("second", ISSUER, Match.expression("repo:x:main")))) {
      assertThat(putting(MAIN_ADDED).when(put(other))).isEqualTo(accepted(added(other)));
    }
  }

  @Test
  void no_two_have_the_same_issuer_and_expression() {
    FederatedCredential flexible =
        matching("first", ISSUER, Match.expression("claims['sub'] eq 'x'"));
    assertThat(putting(added(flexible)).when(put(flexible.spelt("second"))))
        .isEqualTo(rejected(new FederatedSubjectTaken(SHARED_PATH, "first")));
  }

  @Test
  void a_pair_that_was_given_up_or_is_anothers_is_free() {
    FederatedCredential second = MAIN.spelt("second");
    assertThat(putting(MAIN_ADDED, MAIN_REMOVED).when(put(second)))
        .isEqualTo(accepted(added(second)));
    assertThat(putting(new FederatedCredentialAdded(OTHER, principal(6), MAIN)).when(put(second)))
        .isEqualTo(accepted(added(second)));
  }

  @Test
  void an_identity_has_so_many_and_no_more() {
    LifecycleEvent[] most = {
      MAIN_ADDED, added(credential("two", ISSUER, "2")), added(credential("three", ISSUER, "3"))
    };
    assertThat(putting(most).when(put(credential("four", ISSUER, "4"))))
        .isEqualTo(rejected(new TooManyFederatedCredentials(SHARED_PATH, 3)));
    assertThat(putting(most).when(put(credential("two", ISSUER, "4"))))
        .isEqualTo(
            accepted(
                new FederatedCredentialUpdated(
                    SHARED, SHARED_PRINCIPAL, credential("two", ISSUER, "4"))));
    assertThat(
            putting(most)
                .when(new PutFederatedCredential(OTHER_PATH, credential("four", ISSUER, "4"), 3)))
        .isEqualTo(
            accepted(
                new FederatedCredentialAdded(
                    OTHER, principal(6), credential("four", ISSUER, "4"))));
  }

  @Test
  void only_live_user_assigned_identities_have_them() {
    assertThat(putting().when(new PutFederatedCredential(VM_PATH, MAIN, 3)))
        .isEqualTo(rejected(new ResourceNotFound(VM_PATH)));
    assertThat(putting(new UserIdentityDeleted(SHARED, SHARED_PRINCIPAL)).when(put(MAIN)))
        .isEqualTo(rejected(new ResourceNotFound(SHARED_PATH)));
  }

  @Test
  void putting_is_a_write_on_the_identity() {
    for (Scope at : List.of(SHARED, GROUP, IN_SUBSCRIPTION)) {
      assertThat(putting(locked(at, LockLevel.READ_ONLY)).when(put(MAIN)))
          .isEqualTo(rejected(new ScopeLocked(SHARED_PATH, Operation.WRITE, List.of(at.path()))));
    }
    assertThat(putting(locked(SHARED, LockLevel.CAN_NOT_DELETE)).when(put(MAIN)))
        .isEqualTo(accepted(MAIN_ADDED));
  }

  @Test
  void a_credential_is_removed_by_its_name_in_any_case() {
    assertThat(removing(MAIN_ADDED).when(REMOVE)).isEqualTo(accepted(MAIN_REMOVED));
  }

  @Test
  void removing_what_is_missing_changes_nothing() {
    assertThat(removing(MAIN_ADDED, MAIN_REMOVED).when(REMOVE)).isEqualTo(accepted());
    assertThat(removing(locked(SHARED, LockLevel.READ_ONLY)).when(REMOVE)).isEqualTo(accepted());
    assertThat(
            removing(MAIN_ADDED, MAIN_REMOVED, new UserIdentityDeleted(SHARED, SHARED_PRINCIPAL))
                .when(REMOVE))
        .isEqualTo(accepted());
  }

  @Test
  void removing_is_a_delete_at_the_identity() {
    for (LockLevel level : LockLevel.values()) {
      for (Scope at : List.of(SHARED, GROUP, IN_SUBSCRIPTION)) {
        assertThat(removing(MAIN_ADDED, locked(at, level)).when(REMOVE))
            .isEqualTo(
                rejected(new ScopeLocked(SHARED_PATH, Operation.DELETE, List.of(at.path()))));
      }
    }
  }

  @Test
  void nothing_is_read_but_the_identitys_own() {
    var attempt =
        given(
                FederationRules.PUT,
                GROUP_CREATED,
                VM_CREATED,
                SHARED_CREATED,
                OTHER_CREATED,
                VM_SHARED,
                MAIN_ADDED,
                new FederatedCredentialAdded(OTHER, principal(6), MAIN))
            .attempt(put(MAIN));
    assertThat(attempt.read()).isEqualTo(2);
  }

  @Test
  void of_two_that_take_the_same_pair_at_once_one_is_refused() {
    assertThat(
            Race.after(GROUP_CREATED, SHARED_CREATED)
                .conflict(
                    Race.of(FederationRules.PUT, put(MAIN)),
                    Race.of(FederationRules.PUT, put(MAIN.spelt("second")))))
        .isEqualTo(rejected(new FederatedSubjectTaken(SHARED_PATH, "Main")));
  }
}
