package dev.lanyard.api.authority;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.api.http.PublicUrl;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AudiencesTest {
  private final Audiences audiences =
      new Audiences(new PublicUrl(Optional.empty(), List.of("lanyard.example"), () -> 8443));

  @ParameterizedTest
  @CsvSource({
    "https://management.azure.com/.default, https://management.azure.com",
    "https://management.azure.com//.default, https://management.azure.com/",
    "https://management.core.windows.net//.default openid, https://management.core.windows.net/",
    "openid profile offline_access https://localhost:8443/.default, https://localhost:8443",
  })
  void a_scope_names_the_resource_before_its_default(String scope, String resource) {
    assertThat(Audiences.ofScope(scope)).contains(resource);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "openid",
        "https://a.example",
        "https://a.example/.default https://b.example/.default",
        "https://a.example/.default https://a.example/user_impersonation",
        "/.default",
        "a\u0001b/.default"
      })
  void a_scope_that_names_none_or_several_is_none(String scope) {
    assertThat(Audiences.ofScope(scope)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://management.azure.com",
        "https://management.azure.com/",
        "https://MANAGEMENT.core.windows.net/",
        "https://localhost:8443",
        "https://127.0.0.1:8443/",
        "https://[::1]:8443",
        "https://lanyard.example:8443"
      })
  void a_token_for_arm_has_one_of_its_names(String audience) {
    assertThat(audiences.isManagement(audience)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://management.azure.com//",
        "https://management.azure.com.example",
        "http://localhost:8443",
        "https://localhost",
        "https://vault.azure.net"
      })
  void a_token_for_another_resource_is_not_for_arm(String audience) {
    assertThat(audiences.isManagement(audience)).isFalse();
    assertThat(audiences.isGraph(audience)).isFalse();
  }

  @Test
  void graph_takes_the_names_of_this_server_only() {
    assertThat(audiences.isGraph("https://localhost:8443/")).isTrue();
    assertThat(audiences.isGraph("https://management.azure.com/")).isFalse();
  }
}
