package dev.lanyard.tokens;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanyard.tokens.LogKeys.LogKey;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogKeysIT {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final byte[] TEXT = "a head\n".getBytes(UTF_8);

  @TempDir Path folder;
  private KeyStore store;
  private Instant now = START;

  @BeforeEach
  void opens_the_store() {
    store = TestStore.open(folder);
  }

  @AfterEach
  void closes_the_store() {
    store.close();
  }

  private LogKeys open(String log) {
    return new LogKeys(store, log, () -> now);
  }

  /** By the JDK's own reading of a SubjectPublicKeyInfo (RFC 8410, 4). */
  private static boolean verifies(byte[] publicKey, byte[] signature) throws Exception {
    String info = "302a300506032b6570032100" + HexFormat.of().formatHex(publicKey);
    Signature ed25519 = Signature.getInstance("Ed25519");
    ed25519.initVerify(
        KeyFactory.getInstance("Ed25519")
            .generatePublic(new X509EncodedKeySpec(HexFormat.of().parseHex(info))));
    ed25519.update(TEXT);
    return ed25519.verify(signature);
  }

  @Test
  void the_key_of_a_log_is_made_once_and_signs_after_a_restart() throws Exception {
    LogKeys keys = open("lifecycle");
    byte[] signature = keys.sign(TEXT);
    store.close();
    store = TestStore.open(folder);
    now = START.plusSeconds(60);

    LogKeys again = open("lifecycle");

    assertThat(again.publicKey()).hasSize(32).isEqualTo(keys.publicKey());
    assertThat(again.sign(TEXT)).hasSize(64).isEqualTo(signature);
    assertThat(verifies(keys.publicKey(), signature)).isTrue();
    assertThat(again.history()).extracting(LogKey::from).isEqualTo(List.of(START));
    assertThat(again.history().getFirst().until()).isEmpty();
  }

  @Test
  void each_log_has_a_key_of_its_own() {
    assertThat(open("lifecycle").publicKey()).isNotEqualTo(open("access").publicKey());
  }

  @Test
  void a_key_that_was_followed_by_another_only_verifies() throws Exception {
    LogKeys keys = open("lifecycle");
    byte[] old = keys.publicKey();
    byte[] signature = keys.sign(TEXT);
    now = START.plus(Duration.ofDays(1));

    keys.rotate();

    assertThat(verifies(keys.publicKey(), keys.sign(TEXT))).isTrue();
    assertThat(verifies(old, keys.sign(TEXT))).isFalse();
    for (LogKeys known : List.of(keys, open("lifecycle"))) {
      assertThat(known.history()).hasSize(2);
      LogKey first = known.history().getFirst();
      assertThat(first.publicKey()).isEqualTo(old);
      assertThat(first.until()).contains(now);
      assertThat(verifies(first.publicKey(), signature)).isTrue();
      assertThat(known.publicKey()).isEqualTo(keys.publicKey()).isNotEqualTo(old);
    }
    byte[] kept = store.get(KeyKind.LOG_KEY, "lifecycle-000000000001").orElseThrow();
    assertThat(StoredKey.read(kept).privatePart()).isEmpty();
  }

  @Test
  void an_entry_that_is_no_key_is_refused() {
    store.put(KeyKind.LOG_KEY, "lifecycle-000000000001", new byte[] {1, 2, 3});
    assertThatThrownBy(() -> open("lifecycle"))
        .isInstanceOf(KeyStoreRefused.class)
        .hasMessageContaining("another version");
  }
}
