package dev.lanyard.api.arm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.api.http.RequestPath;
import dev.lanyard.api.security.Route;
import dev.lanyard.api.security.Routes;
import dev.lanyard.domain.ResourcePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RoutesTest {
  private static final Map<String, String> NAMES =
      Map.of(
          "{sub}", "11111111-1111-4111-8111-111111111111",
          "{group}", "shop",
          "{vm}", "web1",
          "{uami}", "pipeline",
          "{guid}", "44444444-4444-4444-8444-444444444444",
          "{lock}", "keep",
          "{number}", "17");

  private static String expanded(String template) {
    String text = template;
    for (var name : NAMES.entrySet()) {
      text = text.replace(name.getKey(), name.getValue());
    }
    return text;
  }

  static List<String> armRoutes() {
    return Arrays.stream(ArmRoute.class.getPermittedSubclasses())
        .map(Class::getSimpleName)
        .toList();
  }

  static Stream<Route> armRows() {
    List<String> ids = armRoutes();
    return Routes.all().filter(route -> ids.contains(route.id()));
  }

  @ParameterizedTest
  @MethodSource("armRoutes")
  void every_route_of_arm_has_a_row(String id) {
    assertThat(Routes.methodsOf(id)).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("armRows")
  void a_row_s_sample_is_a_path_of_its_route_and_its_scope_the_one_that_is_checked(Route row) {
    ArmRoute route = ArmRouter.route(RequestPath.parse(expanded(row.sample())));
    assertThat(route.getClass().getSimpleName()).isEqualTo(row.id());
    ArmRights rights = ArmRights.of(route, row.method());
    assertThat(rights.row()).isEqualTo(row);
    if (!row.scope().isEmpty()) {
      assertThat(rights.needed().at()).isEqualTo(ResourcePath.parse("at", expanded(row.scope())));
    }
    assertThat(rights.needed().action().text()).doesNotContain("{");
  }

  @Test
  void the_action_on_a_resource_is_named_by_its_type() {
    String path =
        "/subscriptions/{sub}/resourceGroups/shop/providers/Microsoft.Compute/virtualMachines/web1"
            + "/extensions/agent";
    ArmRoute route = ArmRouter.route(RequestPath.parse(expanded(path)));
    assertThat(ArmRights.of(route, "PATCH").needed().action().text())
        .isEqualTo("Microsoft.Compute/virtualMachines/extensions/write");
  }

  @Test
  void who_needs_no_right_is_said_by_name() {
    assertThat(Routes.all().filter(row -> row.access() == Route.Access.OPEN).map(Route::id))
        .containsExactlyInAnyOrder(
            "/{tenant}/v2.0/.well-known/openid-configuration",
            "/{tenant}/.well-known/openid-configuration",
            "/adfs/.well-known/openid-configuration",
            "/{tenant}/discovery/v2.0/keys",
            "/{tenant}/discovery/keys",
            "/adfs/discovery/keys",
            "/discovery/v2.0/keys",
            "/discovery/keys",
            "/common/discovery/instance",
            "/metadata/endpoints",
            "/{tenant}/statuslists/{number}",
            "/{tenant}/oauth2/v2.0/token",
            "/{tenant}/oauth2/token",
            "/agents/enrolment",
            "/agents/renewal",
            "/actuator/health",
            "/error");
    assertThat(
            Routes.all().filter(row -> row.access() == Route.Access.AUTHENTICATED).map(Route::id))
        .containsExactlyInAnyOrder(
            "Tenants",
            "Subscriptions",
            "OperationResult",
            "Permissions",
            "/audit/log/{log}/checkpoint",
            "/audit/log/{log}/key",
            "/audit/log/{log}/keys",
            "/actuator",
            "/actuator/health/**",
            "/v1.0/**",
            "/v1.0/**",
            "/audit/schemas",
            "/audit/schemas/{name}/{version}",
            "/v3/api-docs",
            "/v3/api-docs.yaml");
  }

  @Test
  void the_document_holds_the_table_as_it_is() throws IOException {
    String document = Files.readString(Path.of("..", "docs", "security.md"));
    String told = document.substring(document.lastIndexOf("|---|---|---|") + 14);
    assertThat(told.strip().lines())
        .containsExactlyElementsOf(Routes.all().map(RoutesTest::line).toList());
  }

  private static String line(Route row) {
    String needs =
        switch (row.access()) {
          case OPEN -> "nothing";
          case AUTHENTICATED -> "a name";
          case RIGHT -> "right";
          case LISTING -> "right, or below";
          case ANY_ROLE -> "any role";
        };
    String action = row.action().isEmpty() ? "" : "`" + row.action() + "`";
    return "| `%s %s` | %s | %s |".formatted(row.method(), row.sample(), needs, action);
  }

  @Test
  void only_what_takes_away_or_mends_goes_on_while_the_view_is_behind() {
    assertThat(
            Routes.all()
                .filter(Route::asOfTheView)
                .filter(row -> row.access() != Route.Access.OPEN)
                .filter(row -> !row.method().equals("DELETE"))
                .filter(row -> !row.action().isEmpty())
                .map(row -> row.method() + " " + row.id()))
        .containsExactlyInAnyOrder(
            "POST UserIdentityTokens",
            "POST SystemIdentityTokens",
            "PUT /principals/{id}",
            "POST /principals/{id}/revokeTokens",
            "POST /operations/rebuilds",
            "GET /operations/rebuilds/{id}",
            "GET /actuator/prometheus");
  }
}
