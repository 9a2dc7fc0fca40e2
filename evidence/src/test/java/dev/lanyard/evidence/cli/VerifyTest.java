package dev.lanyard.evidence.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.evidence.bundle.Filter;
import dev.lanyard.evidence.bundle.TestLedger;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The command: what it prints, and its exit status. */
class VerifyTest {
  private final TestLedger ledger = new TestLedger(new Random(4711), 9);
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir Path folder;
  private Path bundle = Path.of("");

  @BeforeEach
  void write_a_bundle() throws IOException {
    bundle = Files.write(folder.resolve("bundle.zip"), ledger.bundle(2, 7, Filter.ALL));
  }

  @Test
  void a_valid_bundle_says_so_first_and_exits_with_0() throws IOException {
    Path key = Files.writeString(folder.resolve("key"), ledger.signer.key().text() + "\n");
    Path kept = Files.writeString(folder.resolve("kept"), ledger.checkpoint(7).note());

    assertThat(run(bundle.toString(), "--key", key.toString(), "--checkpoint", kept.toString()))
        .isZero();
    assertThat(out.toString(UTF_8))
        .startsWith("VALID\n")
        .contains("log         " + TestLedger.ORIGIN + "\n")
        .contains("positions   3 to 7\n")
        .contains("verified    5 envelopes, 5 events opened, 5 single proofs,")
        .contains(
            "complete    yes, and that is proven: the filter means 5 events, and each"
                + " tells what and who\n")
        .contains("keys        those that were given\n")
        .contains("also        " + kept + ": the tree of size 7 is the bundle's\n");
  }

  @Test
  void a_key_may_be_given_as_text_and_without_one_the_verdict_warns() {
    assertThat(run(bundle.toString(), "--key", ledger.signer.key().text())).isZero();
    assertThat(run(bundle.toString())).isZero();
    assertThat(out.toString(UTF_8)).contains("keys        the bundle's own");
  }

  @Test
  void a_bundle_that_is_not_valid_exits_with_1_and_names_what_is_wrong() throws IOException {
    byte[] zip = Files.readAllBytes(bundle);
    zip[zip.length - 1] ^= 1;
    Files.write(bundle, zip);

    assertThat(run(bundle.toString())).isEqualTo(1);
    assertThat(out.toString(UTF_8))
        .startsWith("NOT VALID\n  wrong       the file is not a zip, or is damaged\n");
  }

  @Test
  void a_machine_reads_one_json_object() {
    assertThat(run(bundle.toString(), "--json")).isZero();
    assertThat(new JsonMapper().readTree(out.toByteArray()).toString())
        .startsWith("{\"valid\":true,\"subject\":{\"origin\":\"" + TestLedger.ORIGIN + "\"")
        .contains("\"complete\":{\"state\":\"proven\",\"events\":5}")
        .contains("\"trust\":\"OWN_KEYS\"");
  }

  @Test
  void a_command_line_that_is_none_or_a_file_that_is_not_there_exits_with_2() {
    List<List<String>> lines =
        List.of(
            List.of(),
            List.of("--json"),
            List.of("a", "b"),
            List.of("a", "--unknown"),
            List.of("a", "--key"),
            List.of("a", "--key", "a+b+c"),
            List.of("a", "--key", folder.resolve("none").toString()),
            List.of("a", "--checkpoint", bundle.toString()),
            List.of(folder.resolve("none").toString()));
    List<Integer> statuses = new ArrayList<>();
    for (List<String> line : lines) {
      statuses.add(run(line.toArray(String[]::new)));
    }

    assertThat(statuses).containsOnly(2).hasSameSizeAs(lines);
    assertThat(out.size()).isZero();
    assertThat(err.toString(UTF_8)).contains("usage: verify <bundle>");
  }

  @Test
  void the_first_position_of_a_log_is_a_whole_number_from_1_on() {
    for (String none : List.of("0", "-1", "01", "last", "9999999999999999999")) {
      err.reset();
      assertThat(run("--store", "http://localhost/log", "--first", none)).isEqualTo(2);
      assertThat(err.toString(UTF_8))
          .startsWith("--first: not a position, a whole number from 1 on\n");
    }
  }

  @Test
  void a_token_is_not_sent_in_clear_but_to_this_machine() throws IOException {
    String token = Files.writeString(folder.resolve("token"), "secret").toString();
    for (String url :
        List.of("http://example.org/log", "http://192.0.2.1/log", "http://[2001:db8::1]/log")) {
      assertThat(run("--store", url, "--token-file", token)).as(url).isEqualTo(2);
    }
    assertThat(err.toString(UTF_8))
        .contains("--token-file: a token is sent by https only, or to this machine")
        .doesNotContain("secret");
    for (String url :
        List.of(
            "https://example.org/log",
            "http://localhost:1/log",
            "http://127.0.0.1/log",
            "http://[::1]:8/log")) {
      VerifyOptions options = VerifyOptions.of(List.of("--store", url, "--token-file", token));
      assertThat(options.target())
          .as(url)
          .isEqualTo(
              new VerifyOptions.Target.Store(
                  URI.create(url), Optional.of("secret"), Optional.empty(), 1));
    }
  }

  private int run(String... args) {
    return Verify.run(
        List.of(args), new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
  }
}
