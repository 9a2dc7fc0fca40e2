package dev.lanyard.api.server;

import dev.lanyard.api.Caller;
import dev.lanyard.api.arm.ArmController;
import dev.lanyard.api.audit.AuditController;
import dev.lanyard.api.audit.AuditQuestion;
import dev.lanyard.api.history.DiffQuestion;
import dev.lanyard.api.history.HistoryController;
import dev.lanyard.api.http.ProblemAdvice;
import dev.lanyard.api.http.RequestPath;
import dev.lanyard.api.security.Guard;
import dev.lanyard.api.security.GuardedRequest;
import dev.lanyard.api.security.Route;
import dev.lanyard.api.security.Routes;
import dev.lanyard.domain.Personal;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ResourcePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.JsonNode;

/** Asks the surfaces of a server as some principal, past the network and the proof of who it is. */
record As(Server server, PrincipalId principal, List<PrincipalId> groups) {

  /** A reply; {@code json} is missing where it has no body. */
  record Answer(int status, JsonNode json) {
    String code() {
      return json.at("/error/code").asString(json.path("code").asString(""));
    }

    String message() {
      return json.at("/error/message").asString();
    }

    List<String> names() {
      return json.path("value").valueStream().map(item -> item.path("name").asString()).toList();
    }
  }

  /** What a handler does with a request. */
  @FunctionalInterface
  interface Handling {
    Object handle(MockHttpServletRequest request, MockHttpServletResponse reply) throws Exception;
  }

  Caller caller() {
    return new Caller(
        principal,
        groups,
        Optional.empty(),
        Personal.of("192.0.2.7"),
        Optional.of("request"),
        Optional.of("client-request"),
        Optional.empty(),
        Personal.none());
  }

  Answer arm(String method, String path) {
    return arm(method, path, "");
  }

  Answer arm(String method, String path, String body) {
    return answer(
        method,
        path,
        body,
        (request, reply) -> {
          RequestPath read = RequestPath.parse(path.split("\\?", 2)[0]);
          server.part(ArmController.class).serve(read, request, reply, caller());
          return "";
        });
  }

  Answer events(AuditQuestion question) {
    return audit(
        "/audit/events",
        (guarded, audit, request, reply) -> audit.events(question, guarded, request, reply));
  }

  Answer event(long position) {
    return audit(
        "/audit/events/{position}",
        (guarded, audit, request, reply) ->
            audit.event(Long.toString(position), guarded, request, reply));
  }

  Answer cascade(String correlation) {
    return audit(
        "/audit/cascades/{correlation}",
        (guarded, audit, request, reply) -> audit.cascade(correlation, guarded, request, reply));
  }

  Answer history(String subject) {
    return asked(
        "/history",
        (guarded, request, reply) ->
            server
                .part(HistoryController.class)
                .timeline(
                    Optional.of(subject),
                    Optional.empty(),
                    Optional.empty(),
                    guarded,
                    request,
                    reply));
  }

  Answer differences(DiffQuestion question) {
    return asked(
        "/history/diff",
        (guarded, request, reply) ->
            server.part(HistoryController.class).differences(question, guarded, request, reply));
  }

  /** A question to the audit surface. */
  @FunctionalInterface
  interface Asking {
    Object ask(
        GuardedRequest guarded,
        AuditController audit,
        MockHttpServletRequest request,
        MockHttpServletResponse reply);
  }

  /** A question to one of our own surfaces. */
  @FunctionalInterface
  private interface Question {
    Object ask(
        GuardedRequest guarded, MockHttpServletRequest request, MockHttpServletResponse reply);
  }

  private Answer audit(String pattern, Asking asking) {
    return asked(
        pattern,
        (guarded, request, reply) ->
            asking.ask(guarded, server.part(AuditController.class), request, reply));
  }

  private Answer asked(String pattern, Question question) {
    Route route = Routes.of(pattern, "GET").orElseThrow();
    return answer(
        "GET",
        pattern.replaceAll("[{}]", ""),
        "",
        (request, reply) -> {
          GuardedRequest guarded =
              server
                  .part(Guard.class)
                  .admit(request, caller(), route.at(ResourcePath.ROOT, ""), route);
          return question.ask(guarded, request, reply);
        });
  }

  private Answer answer(String method, String path, String body, Handling handling) {
    String[] parts = path.split("\\?", 2);
    MockHttpServletRequest request = new MockHttpServletRequest(method, parts[0]);
    request.setQueryString("api-version=2024-11-01" + (parts.length > 1 ? "&" + parts[1] : ""));
    request.setContent(body.getBytes(StandardCharsets.UTF_8));
    MockHttpServletResponse reply = new MockHttpServletResponse();
    try {
      try {
        Object result = handling.handle(request, reply);
        return "".equals(result)
            ? told(reply)
            : new Answer(reply.getStatus(), Client.JSON.valueToTree(result));
      } catch (Exception thrown) {
        server.part(ProblemAdvice.class).reply(thrown, request, reply);
        return told(reply);
      }
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Answer told(MockHttpServletResponse reply) {
    byte[] content = reply.getContentAsByteArray();
    return new Answer(
        reply.getStatus(),
        content.length == 0 ? Client.JSON.missingNode() : Client.JSON.readTree(content));
  }
}
