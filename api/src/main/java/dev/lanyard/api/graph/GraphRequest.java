package dev.lanyard.api.graph;

import dev.lanyard.api.http.JsonText;
import dev.lanyard.api.http.Limits;
import dev.lanyard.api.http.Origin;
import dev.lanyard.api.http.PageQuery;
import dev.lanyard.api.http.Problem;
import dev.lanyard.api.http.QueryText;
import dev.lanyard.api.http.SkipTokens;
import dev.lanyard.api.own.Bodies;
import dev.lanyard.domain.Json;
import dev.lanyard.projections.Paging;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;

/** One request to the Graph surface. {@code $select} and {@code $count} are ignored. */
final class GraphRequest {
  private final HttpServletRequest http;
  private final SkipTokens skipTokens;
  private final QueryText query;

  GraphRequest(HttpServletRequest http, SkipTokens skipTokens) {
    this.http = http;
    this.skipTokens = skipTokens;
    this.query = QueryText.parse(http.getQueryString());
  }

  boolean isHead() {
    return http.getMethod().equals("HEAD");
  }

  /** Refuses all methods but one; HEAD is read as GET. */
  void require(String method) {
    if (!(isHead() ? "GET" : http.getMethod()).equals(method)) {
      throw Problem.of(405, "Request_BadRequest", "The method is not supported here.")
          .with("Allow", method.equals("GET") ? "GET, HEAD" : method)
          .exception();
    }
  }

  /** The body, a JSON object. */
  Json.Obj body() throws IOException {
    if (JsonText.read(Bodies.read(http, Limits.GRAPH_BODY_BYTES_MAX)) instanceof Json.Obj object) {
      return object;
    }
    throw GraphProblems.badRequest("The request body must be a JSON object.");
  }

  Optional<String> filter() {
    return query.get("$filter");
  }

  Paging paging() {
    return PageQuery.of(query, skipTokens);
  }

  /** The {@code @odata.context} of what a path names. */
  String context(String name) {
    return Origin.of(http) + "/v1.0/$metadata#" + name;
  }

  /** Where a listing goes on. */
  String nextLink(String cursor) {
    return Origin.of(http)
        + http.getRequestURI()
        + "?"
        + query.with(SkipTokens.PARAMETER, skipTokens.of(cursor));
  }
}
