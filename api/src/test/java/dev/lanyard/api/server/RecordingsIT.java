package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.api.http.JsonText;
import dev.lanyard.api.server.Client.Answer;
import dev.lanyard.domain.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Unmodified Azure clients get from us what they accepted elsewhere. */
class RecordingsIT {
  private static final String TENANT = "11111111-1111-4111-8111-111111111111";
  private static final String SUB = "22222222-2222-4222-8222-222222222222";

  @TempDir private Path temp;

  @ParameterizedTest
  @CsvSource({"az-2.74.jsonl, 115", "azure-sdk-js.jsonl, 25"})
  void a_recorded_session_is_answered_as_its_client_accepts(String name, int replayedMin)
      throws Exception {
    List<String> leftOut = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    Likeness likeness = new Likeness();
    String poll = "";
    int replayed = 0;
    try (Server server =
        Server.start(temp, "LANYARD_TENANT_ID=" + TENANT, "LANYARD_SUBSCRIPTION_ID=" + SUB)) {
      for (Recording recording : Recording.all(name)) {
        String line = recording.number() + " " + recording.method() + " " + recording.target();
        if (!recording.offered()) {
          leftOut.add(line);
          continue;
        }
        replayed++;
        Answer answer =
            server
                .http()
                .send(
                    recording.method(),
                    recording.isPoll() ? poll : likeness.translated(recording.target()),
                    recording.body().map(likeness::translated).orElse(""),
                    headers(recording));
        poll =
            answer.reply().headers().firstValue("Location").map(RecordingsIT::target).orElse(poll);
        check(recording, answer, likeness).stream()
            .map(problem -> line + ": " + problem + "\n   " + answer)
            .forEach(failures::add);
      }
    }
    System.out.println("Left out of " + name + ":\n" + String.join("\n", leftOut));
    assertThat(failures).isEmpty();
    assertThat(replayed).isGreaterThanOrEqualTo(replayedMin);
  }

  /** Our deletions are done when they are answered: the first poll finds them so. */
  private static List<String> check(Recording recording, Answer answer, Likeness likeness) {
    int status = recording.isPoll() ? 200 : recording.status();
    if (answer.status() != status) {
      return List.of("status " + answer.status() + ", not " + status);
    }
    return recording
        .accepted()
        .map(accepted -> likeness.differences(accepted, json(answer)))
        .orElse(List.of());
  }

  private static Json json(Answer answer) {
    return JsonText.read(answer.reply().body().getBytes(StandardCharsets.UTF_8));
  }

  private static String[] headers(Recording recording) {
    return recording.headers().entrySet().stream()
        .flatMap(
            (Map.Entry<String, String> header) -> Stream.of(header.getKey(), header.getValue()))
        .toArray(String[]::new);
  }

  private static String target(String location) {
    return location.substring(location.indexOf("/subscriptions/"));
  }
}
