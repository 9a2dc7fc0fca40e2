package dev.lanyard.api.graph;

import dev.lanyard.api.http.JsonText;
import dev.lanyard.api.http.PathNormaliser;
import dev.lanyard.api.http.RequestPath;
import dev.lanyard.api.http.SkipTokens;
import dev.lanyard.api.security.GuardedRequest;
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
  private final DirectoryQueries directory;
  private final SkipTokens skipTokens;

  /** Makes a door to a directory. */
  public GraphController(DirectoryQueries directory, SkipTokens skipTokens) {
    this.directory = directory;
    this.skipTokens = skipTokens;
  }

  /** Replies to every method on every path of Graph. */
  @RequestMapping(
      path = "/v1.0/**",
      method = {RequestMethod.GET, RequestMethod.POST})
  public void serve(
      @RequestAttribute(PathNormaliser.ATTRIBUTE) RequestPath path,
      HttpServletRequest http,
      HttpServletResponse reply,
      GuardedRequest guarded)
      throws IOException {
    GraphRequest request = new GraphRequest(http, skipTokens);
    Json.Obj answer = answer(GraphRoute.of(path.segments()), request, guarded);
    byte[] body = JsonText.write(answer);
    reply.setHeader("request-id", reply.getHeader("x-ms-request-id"));
    reply.setContentType("application/json");
    reply.setContentLength(body.length);
    if (!request.isHead()) {
      reply.getOutputStream().write(body);
    }
  }

  private Json.Obj answer(GraphRoute route, GraphRequest request, GuardedRequest guarded)
      throws IOException {
    GraphDirectory told = new GraphDirectory(directory, GraphSight.of(guarded));
    if (route instanceof GraphRoute.GetByIds) {
      request.require("POST");
      return told.byIds(GetByIdsBody.read(request.body()));
    }
    request.require("GET");
    return switch (route) {
      case GraphRoute.Listing(var kind) -> told.list(kind, request);
      case GraphRoute.Entry(var kind, var id) -> told.get(kind, id);
      case GraphRoute.ByAppId(var appId) -> told.byAppId(appId);
      case GraphRoute.AnyEntry(var id) -> told.any(id);
      case GraphRoute.Me() -> told.me(guarded.caller().principal());
      case GraphRoute.GetByIds() -> throw new IllegalStateException("answered above");
    };
  }
}
