package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.api.server.Client.Answer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Graph tells names and paths of managed identities to those who may read them where they are. */
@TestInstance(Lifecycle.PER_CLASS)
class GraphSightIT {
  private static final String PRINCIPALS = "/v1.0/servicePrincipals";
  private static final String FILTER = PRINCIPALS + "?$filter=";

  private Server server;
  private Client http;
  private Story shop;
  private Story office;
  private Client nobody;
  private Client ofShop;
  private String hidden;
  private String hiddenApp;
  private String seen;
  private String vm;

  @BeforeAll
  void two_groups_and_a_reader_of_one(@TempDir Path temp) {
    server = Server.start(temp);
    http = server.http();
    shop = new Story(http, "shop");
    office = new Story(http, "office");
    shop.createGroup();
    office.createGroup();
    seen = shop.create(shop.shared).text("/properties/principalId");
    Answer secret = office.create(office.shared);
    hidden = secret.text("/properties/principalId");
    hiddenApp = secret.text("/properties/clientId");
    for (int number = 1; number <= 12; number++) {
      office.create(office.shared + "-payroll-" + number);
    }
    vm = office.createWithIdentity(office.vm1).text("/identity/principalId");
    Rights rights = new Rights(http);
    Rights.Service stranger = rights.service();
    nobody = http.as(stranger.client(), stranger.secret());
    Rights.Service reader = rights.service();
    ofShop = http.as(reader.client(), reader.secret());
    rights.give(reader.principal(), Rights.READER, shop.group);
    // Reads machines in the office, and no identities.
    String machines = rights.role(shop.subscription, "\"Microsoft.Compute/*/read\"");
    rights.give(reader.principal(), machines, office.group);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private String withoutName() {
    return """
    {"id":"%1$s","appId":"%2$s","displayName":"%1$s",\
    "servicePrincipalType":"ManagedIdentity","accountEnabled":true,\
    "alternativeNames":["isExplicit=True"],"servicePrincipalNames":["%2$s"]}\
    """
        .formatted(hidden, hiddenApp);
  }

  @Test
  void who_knows_an_id_is_told_that_it_is_there_and_neither_its_name_nor_its_path() {
    for (Client client : List.of(nobody, ofShop)) {
      assertThat(client.get(PRINCIPALS + "/" + hidden).json().toString()).isEqualTo(withoutName());
      assertThat(client.get(PRINCIPALS + "(appId='" + hiddenApp + "')").json().toString())
          .isEqualTo(withoutName());
      assertThat(
              client
                  .get(FILTER + "servicePrincipalNames/any(c:c%20eq%20'" + hiddenApp + "')")
                  .json()
                  .at("/value/0")
                  .toString())
          .isEqualTo(withoutName());
      Answer byIds =
          client.send("POST", "/v1.0/directoryObjects/getByIds", "{\"ids\": [\"" + hidden + "\"]}");
      assertThat(byIds.text("/value/0/displayName")).isEqualTo(hidden);
      assertThat(byIds.reply().body()).contains("\"alternativeNames\":[\"isExplicit=True\"]");
      assertThat(client.get("/v1.0/directoryObjects/" + hidden).text("/displayName"))
          .isEqualTo(hidden);
    }
  }

  @Test
  void who_may_read_it_where_it_is_is_told_both() {
    Answer own = ofShop.get(PRINCIPALS + "/" + seen);
    assertThat(own.text("/displayName")).isEqualTo("pipeline");
    assertThat(own.text("/alternativeNames/1")).isEqualTo(shop.shared);
    assertThat(nobody.get(PRINCIPALS + "/" + seen).text("/displayName")).isEqualTo(seen);
    Answer machine = ofShop.get(PRINCIPALS + "/" + vm);
    assertThat(machine.text("/displayName")).isEqualTo("web1");
    assertThat(machine.text("/alternativeNames/1")).isEqualTo(office.vm1);
    assertThat(http.get(PRINCIPALS + "/" + hidden).text("/alternativeNames/1"))
        .isEqualTo(office.shared);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 100})
  void a_search_by_name_finds_what_is_seen_whatever_the_size_of_the_pages(int top) {
    String start = FILTER + "startswith(displayName,'pipe')&$top=" + top;
    assertThat(all(ofShop, start)).containsExactly(seen);
    assertThat(all(nobody, start)).isEmpty();
    assertThat(all(http, start)).hasSize(14).contains(seen, hidden);
    assertThat(all(nobody, FILTER + "displayName%20eq%20'pipeline'&$top=" + top)).isEmpty();
    assertThat(all(ofShop, FILTER + "displayName%20eq%20'web1'&$top=" + top)).containsExactly(vm);
    assertThat(all(ofShop, PRINCIPALS + "?$top=" + top)).contains(seen, vm).doesNotContain(hidden);
  }

  /** All pages; none is short before the last, and no link tells of what is not seen. */
  private List<String> all(Client client, String path) {
    List<String> found = new ArrayList<>();
    String link = path;
    while (!link.isEmpty()) {
      Answer page = Story.done(client.get(link));
      List<String> ids =
          page.json().path("value").valueStream().map(it -> it.path("id").asString()).toList();
      found.addAll(ids);
      String next = page.text("/@odata.nextLink");
      if (!next.isEmpty()) {
        assertThat(ids).isNotEmpty();
        String token = next.substring(next.indexOf("skiptoken=") + "skiptoken=".length());
        byte[] carried = Base64.getUrlDecoder().decode(token.split("&", -1)[0]);
        assertThat(new String(carried, StandardCharsets.ISO_8859_1)).doesNotContain("pipeline");
      }
      link = next.isEmpty() ? "" : next.substring(http.base().length());
    }
    return found;
  }

  @Test
  void a_made_up_cursor_is_refused() {
    String token =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString("0 pipeline-pay".getBytes(StandardCharsets.UTF_8));
    String path = FILTER + "startswith(displayName,'pipe')&$top=1&$skiptoken=" + token;
    for (Client client : List.of(http, nobody, ofShop)) {
      assertThat(client.get(path).status()).isEqualTo(400);
    }
  }
}
