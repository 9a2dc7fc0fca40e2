package dev.lanyard.api.graph;

import dev.lanyard.api.Caller;
import dev.lanyard.api.http.JsonText;
import dev.lanyard.api.http.PathNormaliser;
import dev.lanyard.api.http.RequestPath;
import dev.lanyard.domain.Json;
import dev.lanyard.projections.state.DirectoryQueries;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** The door of the Graph surface: one route for each path, which reads only. */
@Hidden
@RestController
public final class GraphController {
  private final GraphDirectory directory;

  /** Makes a door to a directory. */
  public GraphController(DirectoryQueries directory) {
    this.directory = new GraphDirectory(directory);
  }

  /** Replies to every method on every path of Graph. */
  @RequestMapping(
      path = "/v1.0/**",
      method = {RequestMethod.GET, RequestMethod.POST})
  public void serve(
      @RequestAttribute(PathNormaliser.ATTRIBUTE) RequestPath path,
      HttpServletRequest http,
      HttpServletResponse reply,
      Caller caller)
      throws IOException {
    GraphRequest request = new GraphRequest(http);
    Json.Obj answer = answer(GraphRoute.of(path.segments()), request, caller);
    byte[] body = JsonText.write(answer);
    reply.setHeader("request-id", reply.getHeader("x-ms-request-id"));
    reply.setContentType("application/json");
    reply.setContentLength(body.length);
    if (!request.isHead()) {
      reply.getOutputStream().write(body);
    }
  }

  private Json.Obj answer(GraphRoute route, GraphRequest request, Caller caller)
      throws IOException {
    if (route instanceof GraphRoute.GetByIds) {
      request.require("POST");
      return directory.byIds(GetByIdsBody.read(request.body()));
    }
    request.require("GET");
    return switch (route) {
      case GraphRoute.Listing(var kind) -> directory.list(kind, request);
      case GraphRoute.Entry(var kind, var id) -> directory.get(kind, id);
      case GraphRoute.ByAppId(var appId) -> directory.byAppId(appId);
      case GraphRoute.AnyEntry(var id) -> directory.any(id);
      case GraphRoute.Me() -> directory.me(caller.principal());
      case GraphRoute.GetByIds() -> throw new IllegalStateException("answered above");
    };
  }
}
