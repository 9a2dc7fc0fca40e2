package dev.lanyard.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.MalformedValue;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientSecretsIT {
  private static final CredentialId ONE = new CredentialId(new UUID(0, 1));
  private static final CredentialId OTHER = new CredentialId(new UUID(0, 2));
  private static final String TEXT = "a text of 32 characters, or more";

  @TempDir Path folder;
  private KeyStore store;
  private ClientSecrets secrets;

  @BeforeEach
  void opens_the_store() {
    store = TestStore.open(folder);
    secrets = new ClientSecrets(store);
  }

  @AfterEach
  void closes_the_store() {
    store.close();
  }

  @Test
  void a_secret_is_known_by_its_prefix_and_has_256_random_bits() {
    assertThat(secrets.issue(ONE))
        .matches("lanyard_[0-9a-f]{64}")
        .isNotEqualTo(secrets.issue(ONE));
  }

  @Test
  void only_the_credentials_own_secret_matches() {
    String one = secrets.issue(ONE);
    String other = secrets.issue(OTHER);
    assertThat(secrets.matches(ONE, one)).isTrue();
    assertThat(secrets.matches(OTHER, other)).isTrue();
    for (String wrong : List.of(other, "", one + " ", one.substring(1), "x".repeat(100_000))) {
      assertThat(secrets.matches(ONE, wrong)).isFalse();
    }
    assertThat(secrets.matches(new CredentialId(new UUID(9, 9)), one)).isFalse();
  }

  @Test
  void a_secret_is_known_after_a_restart() {
    String secret = secrets.issue(ONE);
    store.close();
    store = TestStore.open(folder);
    assertThat(new ClientSecrets(store).matches(ONE, secret)).isTrue();
  }

  @Test
  void a_new_secret_takes_the_old_ones_place() {
    String first = secrets.issue(ONE);
    String second = secrets.issue(ONE);
    assertThat(List.of(secrets.matches(ONE, first), secrets.matches(ONE, second)))
        .isEqualTo(List.of(false, true));
  }

  @Test
  void an_existing_text_is_adopted_any_number_of_times() {
    secrets.adopt(ONE, TEXT);
    secrets.adopt(ONE, TEXT);
    assertThat(secrets.matches(ONE, TEXT)).isTrue();
  }

  @Test
  void a_text_that_is_too_short_or_too_long_is_refused_without_being_told() {
    for (String bad : List.of("", "hunter2", TEXT.substring(1), "x".repeat(257))) {
      assertThatThrownBy(() -> secrets.adopt(ONE, bad))
          .isInstanceOf(MalformedValue.class)
          .hasMessage("clientSecret must have 32 to 256 characters");
    }
    assertThat(store.ids(KeyKind.SECRET)).isEmpty();
  }

  @Test
  void a_forgotten_secret_does_not_match() {
    String secret = secrets.issue(ONE);
    secrets.forget(ONE);
    secrets.forget(OTHER);
    assertThat(secrets.matches(ONE, secret)).isFalse();
  }

  @Test
  void what_is_kept_is_not_the_secret_and_depends_on_the_pepper() {
    secrets.adopt(ONE, TEXT);
    byte[] kept = store.get(KeyKind.SECRET, ONE.toString()).orElseThrow();
    assertThat(kept).hasSize(32);
    store.delete(KeyKind.PEPPER, "client-secrets");
    assertThat(new ClientSecrets(store).matches(ONE, TEXT)).isFalse();
  }
}
