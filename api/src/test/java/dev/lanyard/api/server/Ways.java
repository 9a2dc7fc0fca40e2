package dev.lanyard.api.server;

import dev.lanyard.api.server.Client.Answer;
import dev.lanyard.tokens.StatusBits;
import tools.jackson.databind.JsonNode;

/** The ways in which others learn whether a token counts. */
enum Ways {
  INTROSPECTION {
    @Override
    boolean counts(Client http, String token) {
      Answer reply =
          Story.done(
              http.send(
                  "POST",
                  "/common/oauth2/v2.0/introspect",
                  "token=" + token,
                  "Content-Type",
                  "application/x-www-form-urlencoded"));
      return reply.json().path("active").asBoolean();
    }
  },
  CHECK {
    @Override
    boolean counts(Client http, String token) {
      String question =
          """
          {"token": "%s", "action": "Microsoft.KeyVault/vaults/read", "scope": "/"}
          """
              .formatted(token);
      Answer reply = Story.done(http.send("POST", "/access/check", question));
      return reply.json().path("active").asBoolean();
    }
  },
  STATUS_LIST {
    @Override
    boolean counts(Client http, String token) {
      JsonNode entry = Assertion.claims(token).path("status").path("status_list");
      String path = entry.path("uri").asString().replaceFirst("https://[^/]*", "");
      JsonNode list = Assertion.claims(Story.done(http.anonymous().get(path)).reply().body());
      return !StatusBits.decode(list.at("/status_list/lst").asString(), LIST_SIZE)
          .isInvalid(entry.path("idx").asInt());
    }
  };

  private static final int LIST_SIZE = 1 << 17;

  /** Whether a token counts, as far as this way tells now. */
  abstract boolean counts(Client http, String token);
}
