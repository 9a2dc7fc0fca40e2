package dev.lanyard.tokens;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealedTextsIT {
  private static final String TEXT = "/subscriptions/s/resourcegroups/payroll";

  @TempDir Path folder;
  private KeyStore store;
  private SealedTexts texts;

  @BeforeEach
  void opens_the_store() {
    store = TestStore.open(folder);
    texts = new SealedTexts(store);
  }

  @AfterEach
  void closes_the_store() {
    store.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", TEXT, "\u0000\u0080\u00e9\uD83D\uDE80", "zzzzzzzz\u0000"})
  void what_was_sealed_is_opened(String text) {
    assertThat(texts.open(texts.seal(text))).hasValue(text);
    String block = text + "x".repeat(64);
    assertThat(texts.open(texts.seal(block))).hasValue(block);
  }

  @Test
  void a_carried_text_tells_neither_its_words_nor_their_number() {
    String carried = texts.seal(TEXT);
    assertThat(new String(Base64.getUrlDecoder().decode(carried), ISO_8859_1))
        .doesNotContain("payroll")
        .doesNotContain("subscriptions");
    assertThat(carried).hasSameSizeAs(texts.seal(TEXT + "-2026")).isEqualTo(texts.seal(TEXT));
  }

  @Test
  void each_changed_byte_is_noticed() {
    byte[] bytes = Base64.getUrlDecoder().decode(texts.seal(TEXT));
    for (int at = 0; at < bytes.length; at++) {
      byte[] changed = bytes.clone();
      changed[at] ^= 1;
      assertThat(texts.open(Base64.getUrlEncoder().encodeToString(changed))).as("%d", at).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "AAAA", "_w", "%", "L3N1YnNjcmlwdGlvbnMvcw", "====", " "})
  void what_was_never_sealed_is_none(String carried) {
    assertThat(texts.open(carried)).isEmpty();
    assertThat(texts.open("A".repeat(100_000))).isEmpty();
  }

  @Test
  void after_a_restart_texts_are_still_known_and_to_another_store_they_are_not(@TempDir Path other) {
    String carried = texts.seal(TEXT);
    store.close();
    store = TestStore.open(folder);
    assertThat(new SealedTexts(store).open(carried)).hasValue(TEXT);
    try (KeyStore elsewhere = TestStore.open(other)) {
      assertThat(new SealedTexts(elsewhere).open(carried)).isEmpty();
    }
  }
}
