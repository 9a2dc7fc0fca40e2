package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.api.arm.ArmController;
import dev.lanyard.api.security.Routes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

class RouteTableIT {
  @TempDir private Path temp;

  @Test
  void every_handler_has_a_row_for_each_of_its_methods() {
    List<String> missing = new ArrayList<>();
    List<String> seen = new ArrayList<>();
    try (var server = Server.start(temp)) {
      for (var mapping : server.parts(RequestMappingInfoHandlerMapping.class)) {
        mapping
            .getHandlerMethods()
            .forEach(
                (info, handler) -> {
                  if (handler.getBeanType() != ArmController.class) {
                    look(info, seen, missing);
                  }
                });
      }
    }
    assertThat(missing).isEmpty();
    assertThat(seen).contains("GET /audit/events", "GET /actuator/prometheus", "GET /v3/api-docs");
  }

  private static void look(RequestMappingInfo info, List<String> seen, List<String> missing) {
    Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
    for (String pattern : info.getPatternValues()) {
      for (RequestMethod method : methods.isEmpty() ? Set.of(RequestMethod.GET) : methods) {
        seen.add(method + " " + pattern);
        if (Routes.of(pattern, method.name()).isEmpty()) {
          missing.add(method + " " + pattern);
        }
      }
    }
  }
}
