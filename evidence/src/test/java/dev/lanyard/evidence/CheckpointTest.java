package dev.lanyard.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Checkpoints; the texts are those of {@code sumdb/tlog/note_test.go} of golang.org/x/mod at
 * fe2ec04f7c3c3aa6fad97631aafcff6e49e2d1db and of {@code log/checkpoint_test.go} of
 * github.com/transparency-dev/formats at 0b850f1a7b4a5b70deeacac6535e4b8023809d21, with roots of 32
 * bytes where those are shorter.
 */
class CheckpointTest {
  private static final String ROOT = "TszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb0=";
  private static final String TEXT = "go.sum database tree\n123456789012\n" + ROOT + "\n";

  @Test
  void a_checkpoint_is_read_and_written_as_published() {
    Checkpoint checkpoint =
        new Checkpoint("go.sum database tree", 123_456_789_012L, Hash.ofBase64(ROOT));

    assertThat(Checkpoint.parse(TEXT)).isEqualTo(checkpoint);
    assertThat(checkpoint.text()).isEqualTo(TEXT);
  }

  @Test
  void extension_lines_are_kept() {
    assertThat(Checkpoint.parse(TEXT + "lots\nof lines\n").extensions())
        .isEqualTo(List.of("lots", "of lines"));
    assertThat(Checkpoint.parse(TEXT + "lots\nof lines\n").text())
        .isEqualTo(TEXT + "lots\nof lines\n");
  }

  @Test
  void an_empty_tree_has_size_0() {
    assertThat(Checkpoint.parse("Log\n0\n" + TreeHashes.EMPTY.base64() + "\n").size()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Log\n9944\n",
        "Log\n123\n" + ROOT,
        "\n9944\n" + ROOT + "\n",
        "Log\nbananas\n" + ROOT + "\n",
        "Log\n0xabcdef\n" + ROOT + "\n",
        "Log\n-34\n" + ROOT + "\n",
        "Log\n+34\n" + ROOT + "\n",
        "Log\n034\n" + ROOT + "\n",
        "Log\n\u0663\n" + ROOT + "\n",
        "Log\n9223372036854775808\n" + ROOT + "\n",
        "Log\n3438945738945739845734895735\n" + ROOT + "\n",
        "Log\n123\nThisIsn'tBase64\n",
        "Log\n123\nYmFuYW5hcw==\n",
        "Log\n123\nTszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb1=\n",
        "Log\n123\nTszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb0\n",
        TEXT + "\n",
        TEXT + "line\n\n",
        TEXT + "JOE",
      })
  void what_is_not_a_checkpoint_is_refused(String text) {
    assertThatThrownBy(() -> Checkpoint.parse(text)).isInstanceOf(MalformedEvidence.class);
  }
}
