package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.api.server.Client.Answer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Links to the next page of a listing tell nothing of what they lead past. */
@TestInstance(Lifecycle.PER_CLASS)
class SkipTokensIT {
  private Server server;
  private Client http;
  private Client reader;
  private String groups;

  @BeforeAll
  void many_groups_and_a_reader_of_the_last(@TempDir Path temp) throws Exception {
    server = Server.start(temp, "LANYARD_RATE_PRINCIPAL=0", "LANYARD_RATE_ADDRESS=0");
    http = server.http();
    for (int number = 0; number < 12; number++) {
      new Story(http, "payroll-" + number).createGroup();
    }
    Story shop = new Story(http, "shop");
    shop.createGroup();
    Rights rights = new Rights(http);
    reader = http.withToken(new Mint(server).good(rights.userWith(Rights.READER, shop.group)));
    groups = shop.subscription + "/resourceGroups?api-version=2021-04-01&$top=1";
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private static String tokenOf(String link) {
    return link.replaceAll(".*skiptoken=([^&]*).*", "$1");
  }

  private String next(Answer page) {
    String link = page.text("/nextLink");
    return link.isEmpty() ? "" : link.substring(http.base().length());
  }

  @Test
  void a_link_leads_past_what_is_hidden_and_does_not_name_it() {
    List<String> found = new ArrayList<>();
    int links = 0;
    String link = groups;
    while (!link.isEmpty()) {
      Answer page = Story.done(reader.get(link));
      found.addAll(page.json().path("value").findValuesAsString("name"));
      link = next(page);
      if (!link.isEmpty()) {
        links++;
        byte[] token = Base64.getUrlDecoder().decode(tokenOf(link));
        assertThat(new String(token, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT))
            .doesNotContain("payroll")
            .doesNotContain("resourcegroups");
      }
    }
    assertThat(found).containsExactly("shop");
    assertThat(links).as("pages whose last group is hidden").isPositive();
  }

  @Test
  void a_token_that_was_changed_or_made_up_is_refused() {
    String link = next(Story.done(reader.get(groups)));
    String token = tokenOf(link);
    char last = token.charAt(20);
    String changed = token.substring(0, 20) + (last == 'A' ? 'B' : 'A') + token.substring(21);
    String made =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(
                "/subscriptions/s/resourcegroups/payroll-3".getBytes(StandardCharsets.UTF_8));
    for (String bad : List.of(changed, made, token.substring(1), token + token)) {
      Answer refused = reader.get(link.replace(token, bad));
      assertThat(refused.status()).as(refused.toString()).isEqualTo(400);
      assertThat(refused.text("/error/message")).contains("$skiptoken");
    }
  }
}
