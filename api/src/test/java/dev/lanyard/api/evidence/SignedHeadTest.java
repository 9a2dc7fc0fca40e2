package dev.lanyard.api.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.evidence.Checkpoint;
import dev.lanyard.evidence.Hash;
import dev.lanyard.evidence.NoteSignature;
import dev.lanyard.evidence.SignedNote;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignedHeadTest {
  private static final NoteSignature LOG = signature("log.example", 1, 1);
  private static final NoteSignature WITNESS = signature("witness.example", 2, 1);
  private static final Checkpoint CHECKPOINT =
      new Checkpoint("log.example", 7, Hash.of(new byte[32]), List.of());

  private static NoteSignature signature(String name, int keyId, int what) {
    byte[] bytes = {0, 0, 0, (byte) keyId, (byte) what};
    return new NoteSignature(name, Base64.getEncoder().encodeToString(bytes));
  }

  private static SignedHead head(NoteSignature... signatures) {
    return new SignedHead(
        CHECKPOINT, new SignedNote(CHECKPOINT.text(), List.of(signatures)), Instant.EPOCH);
  }

  @Test
  void a_new_signature_takes_the_place_of_the_same_key_s() {
    NoteSignature again = signature("witness.example", 2, 9);

    assertThat(head(LOG, WITNESS).with(again)).isEqualTo(head(LOG, again));
  }

  @Test
  void keys_of_one_name_sign_beside_each_other() {
    NoteSignature successor = signature("witness.example", 3, 1);

    assertThat(head(LOG, WITNESS).with(successor)).isEqualTo(head(LOG, WITNESS, successor));
  }
}
