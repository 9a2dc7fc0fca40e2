package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.api.server.Client.Answer;
import dev.lanyard.domain.PrincipalId;
import java.util.List;
import java.util.stream.Collectors;

/** Questions to {@code POST /access/check}, and who asks them. */
record Asking(Client asker) {

  /** Whether a principal may do something. */
  static String question(PrincipalId principal, String action, String scope) {
    return question(principal, action, scope, "");
  }

  /** The same, with more members behind: {@code , "asOf": 5}. */
  static String question(PrincipalId principal, String action, String scope, String more) {
    return """
    {"principalId": "%s", "action": "%s", "scope": "%s"%s}
    """
        .formatted(principal, action, scope, more);
  }

  /** Whether the bearer of a token may do something. */
  static String ofBearer(String token, String action, String scope) {
    return """
    {"token": "%s", "action": "%s", "scope": "%s"}
    """
        .formatted(token, action, scope);
  }

  /** Many questions at once. */
  static String many(List<String> questions) {
    return questions.stream().collect(Collectors.joining(", ", "{\"checks\": [", "]}"));
  }

  Answer send(String body) {
    return asker.send("POST", "/access/check", body);
  }

  Answer done(String body) {
    return Story.done(send(body));
  }

  /** The word that tells why, or why not; it fits to whether it is allowed. */
  String reason(String body) {
    Answer answer = done(body);
    String reason = answer.text("/reason");
    assertThat(answer.json().path("allowed").asBoolean()).isEqualTo(reason.equals("Granted"));
    return reason;
  }
}
