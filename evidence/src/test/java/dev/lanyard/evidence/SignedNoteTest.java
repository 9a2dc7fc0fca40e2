package dev.lanyard.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanyard.evidence.SignedNote.Verified;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Notes against {@link NaiveNote}, and against published ones: the example of C2SP signed-note; the
 * keys and notes of {@code sumdb/note/note_test.go} of golang.org/x/mod at
 * fe2ec04f7c3c3aa6fad97631aafcff6e49e2d1db; a checkpoint of sum.golang.org from {@code
 * log/note_test.go} of github.com/transparency-dev/formats at
 * 0b850f1a7b4a5b70deeacac6535e4b8023809d21; and a checkpoint that a witness of the public network
 * has cosigned, from the tests of github.com/florolf/tlog-scales.
 */
class SignedNoteTest {
  private static final long SEED = 20_261_126;
  private static final String PETER =
      "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
  private static final String PETER_SECRET =
      "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
  private static final String ENOCH =
      "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop";
  private static final String TEXT =
      """
      If you think cryptography is the answer to your problem,
      then you don't know what your problem is.
      """;
  private static final String PETER_LINE =
      "\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqd"
          + "ngotpRZb6KE6RyyBwJnAM=\n";
  private static final String ENOCH_LINE =
      "\u2014 EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGw"
          + "nWLox33WWd1RvMc+QQ=\n";
  private static final String SUMDB =
      "go.sum database tree\n6476701\nmb8QLQIs0Z0yP5Cstq6guj87oXWeC9gEM8oVikmm9Wk=\n\n"
          + "\u2014 sum.golang.org Az3grsLX85Gz+s1SiTbgkuqxgItqFq7gsMUEyVnrsa9LM7Us9S+1xbFIGu95949"
          + "rj4nPRYfvimWEPWL+o3GeoWwOoAw=\n";
  private static final String SUMDB_KEY =
      "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8";
  private static final String COSIGNED =
      "arche2025h1.staging.ct.transparency.dev\n1432088532\n"
          + "U7WM79jrzyhGZ5/GUBTpM7NzwdyfFx61t3RovgcC4Ro=\n\n"
          + "\u2014 arche2025h1.staging.ct.transparency.dev ui8GwCF1+kWqZrxGdhj4aX3gcw7XUlXQQabg/2"
          + "7lefwhUkzbC3NygNI75MdhL1bfTW9g8Ei59RA23oHP7Ry1k3ZFWwQ=\n"
          + "\u2014 witness1.smartit.nu/witness1 pIyCDwAAAABqEiEghIp82KWebrw7/oHQwlTAm3g2RKS4+eebl"
          + "8eO0WH+/iEcxZ75W3u5hNI7TOQtmJbqmNWVuE0tgh0XwzdZsDsUAQ==\n"
          + "\u2014 remora.n621.de 2net5wAAAABqEiEgPlfF3V06o0Y+fHM+J5J9s27wgxxcOVSpZ/2g/KSiXCg9DE"
          + "ZI+aVCIobWX9sXTynk5XeU/zZ0WBxtqB0DrAWfBw==\n";
  private static final VerifierKey ARCHE =
      VerifierKey.parse(
          "arche2025h1.staging.ct.transparency.dev+ba2f06c0"
              + "+AU0vHmlGCS/PdN8b2OaGmKprLI8HKM+dJ472xgFYh15f");
  private static final VerifierKey REMORA =
      VerifierKey.parse("remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2");

  @Test
  void the_example_of_the_specification_verifies() {
    VerifierKey key =
        VerifierKey.parse("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k");
    String note =
        "This is an example message.\n\n"
            + "\u2014 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZ"
            + "XsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";

    assertThat(parse(note).verify(List.of(key)))
        .containsExactly(new Verified(key, Optional.empty()));
    assertThat(parse(note).note()).isEqualTo(note);
  }

  @Test
  void a_note_is_signed_as_by_an_independent_implementation() {
    SignedNote note = SignedNote.sign(TEXT, List.of(TestSigner.ofGo(PETER, PETER_SECRET)));

    assertThat(note.note()).isEqualTo(TEXT + "\n" + PETER_LINE);
  }

  @Test
  void signatures_of_other_keys_do_not_count() {
    SignedNote note = parse(TEXT + "\n" + PETER_LINE + ENOCH_LINE);
    VerifierKey peter = VerifierKey.parse(PETER);
    VerifierKey enoch = VerifierKey.parse(ENOCH);

    assertThat(note.verify(List.of(peter))).containsExactly(new Verified(peter, Optional.empty()));
    assertThat(note.verify(List.of(enoch, peter)))
        .containsExactly(
            new Verified(peter, Optional.empty()), new Verified(enoch, Optional.empty()));
    assertThatThrownBy(() -> note.verify(List.of())).isInstanceOf(NoteRefused.class);
    assertThatThrownBy(() -> note.verify(List.of(REMORA))).isInstanceOf(NoteRefused.class);
  }

  @Test
  void a_real_checkpoint_of_a_log_verifies() {
    SignedNote note = parse(SUMDB);

    assertThat(note.verify(List.of(VerifierKey.parse(SUMDB_KEY)))).hasSize(1);
    assertThat(Checkpoint.parse(note.text()))
        .isEqualTo(
            new Checkpoint(
                "go.sum database tree",
                6_476_701,
                Hash.ofBase64("mb8QLQIs0Z0yP5Cstq6guj87oXWeC9gEM8oVikmm9Wk=")));
  }

  @Test
  void a_real_cosignature_of_a_witness_verifies_and_tells_its_time() {
    assertThat(parse(COSIGNED).verify(List.of(REMORA, ARCHE)))
        .containsExactly(
            new Verified(ARCHE, Optional.empty()),
            new Verified(REMORA, Optional.of(Instant.ofEpochSecond(0x6a122120))));

    SignedNote clobbered = parse(COSIGNED.replace("1432088532", "1432088533"));
    assertThatThrownBy(() -> clobbered.verify(List.of(REMORA))).isInstanceOf(NoteRefused.class);
    assertThatThrownBy(() -> clobbered.verify(List.of(ARCHE))).isInstanceOf(NoteRefused.class);
  }

  @Test
  void what_a_witness_signs_is_the_example_of_the_specification() {
    String text =
        "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";

    assertThat(new String(Cosignature.message(text, Instant.ofEpochSecond(1_679_315_147)), UTF_8))
        .isEqualTo("cosignature/v1\ntime 1679315147\n" + text);
  }

  @Test
  void a_cosignature_that_is_made_here_verifies() {
    TestSigner log = TestSigner.create("example.org/log", KeyKind.ED25519);
    TestSigner witness = TestSigner.create("example.org/witness", KeyKind.COSIGNATURE);
    Instant at = Instant.ofEpochSecond(1_800_000_000);
    SignedNote note = SignedNote.sign(SUMDB.substring(0, SUMDB.indexOf("\n\n") + 1), List.of(log));

    assertThat(
            note.with(Cosignature.sign(note.text(), at, witness))
                .verify(List.of(log.key(), witness.key())))
        .containsExactly(
            new Verified(log.key(), Optional.empty()),
            new Verified(witness.key(), Optional.of(at)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        TEXT,
        TEXT + "\n",
        TEXT + "\n\n",
        "\u0001" + TEXT + "\n" + PETER_LINE,
        TEXT + "\n\u2014 Bad Name x08go/ZJkuBS9UG/\n",
        TEXT + "\n\u2014 Bad\u00a0Name x08go/ZJkuBS9UG/\n",
        TEXT + "\n\u2014 Bad+Name x08go/ZJkuBS9UG/\n",
        TEXT + "\n\u2014  x08go/ZJkuBS9UG/\n",
        TEXT + "\n\u2014 Name x08go/==\n",
        TEXT + "\n\u2014 Name x08go/ZJkuBS9UG\n",
        TEXT + "\n" + PETER_LINE + "Unexpected line.\n",
        PETER_LINE,
      })
  void what_is_not_a_note_is_refused(String bytes) {
    assertThatThrownBy(() -> parse(bytes)).isInstanceOf(MalformedEvidence.class);
  }

  @Test
  void a_note_is_of_well_formed_text_with_a_bound_on_its_signatures() {
    byte[] broken = (TEXT + "\n" + PETER_LINE).getBytes(UTF_8);
    broken[0] = (byte) 0xff;

    assertThatThrownBy(() -> SignedNote.parse(broken)).isInstanceOf(MalformedEvidence.class);
    assertThat(parse(TEXT + "\n" + PETER_LINE.repeat(100)).signatures()).hasSize(100);
    assertThatThrownBy(() -> parse(TEXT + "\n" + PETER_LINE.repeat(101)))
        .isInstanceOf(MalformedEvidence.class);
    assertThatThrownBy(() -> SignedNote.parse(new byte[SignedNote.BYTES_MAX + 1]))
        .isInstanceOf(MalformedEvidence.class);
  }

  @Test
  void every_changed_byte_is_answered_as_by_the_second_reader() {
    Random random = new Random(SEED);
    List<VerifierKey> keys = List.of(VerifierKey.parse(PETER));
    int refused = 0;
    for (int round = 0; round < 500; round++) {
      byte[] note = (TEXT + "\n" + PETER_LINE + ENOCH_LINE).getBytes(UTF_8);
      note[random.nextInt(note.length)] ^= (byte) (1 << random.nextInt(8));
      boolean holds = holds(note, keys);
      assertThat(holds)
          .as(() -> HexFormat.of().formatHex(note))
          .isEqualTo(NaiveNote.isSignedBy(note, PETER));
      refused += holds ? 0 : 1;
    }
    assertThat(refused).isBetween(250, 499);
  }

  @Test
  void a_key_is_not_read_from_a_mangled_text() throws GeneralSecurityException {
    assertThat(VerifierKey.parse(PETER).text()).isEqualTo(PETER);
    assertThat(NaiveNote.id("PeterNeumann", 1, VerifierKey.parse(PETER).publicKey()))
        .isEqualTo("c74f20a3");
    assertThat(NaiveNote.id("remora.n621.de", 4, REMORA.publicKey())).isEqualTo("da77ade7");
    for (int at = 0; at < PETER.length(); at++) {
      String shorter = PETER.substring(0, at);
      String without = PETER.substring(0, at) + PETER.substring(at + 1);
      String changed =
          PETER.substring(0, at) + (char) (PETER.charAt(at) + 1) + PETER.substring(at + 1);
      for (String mangled : List.of(shorter, without, changed)) {
        assertThatThrownBy(() -> VerifierKey.parse(mangled))
            .as(mangled)
            .isInstanceOf(MalformedEvidence.class);
      }
    }
    for (String other :
        List.of(
            "PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==",
            "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")) {
      assertThatThrownBy(() -> VerifierKey.parse(other)).isInstanceOf(MalformedEvidence.class);
    }
  }

  private static boolean holds(byte[] note, List<VerifierKey> keys) {
    try {
      return !SignedNote.parse(note).verify(keys).isEmpty();
    } catch (EvidenceRefused refused) {
      return false;
    }
  }

  private static SignedNote parse(String note) {
    return SignedNote.parse(note.getBytes(UTF_8));
  }
}
