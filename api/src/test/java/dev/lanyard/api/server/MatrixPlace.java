package dev.lanyard.api.server;

import dev.lanyard.api.security.Route;
import dev.lanyard.domain.PrincipalId;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What the rows of the route table are tried on: a group with one of each, and for each row the
 * path of something that is there, and a body with which its request would change something.
 */
final class MatrixPlace {
  private static final String LOCATED =
      "{\"location\": \"westeurope\", \"tags\": {\"by\": \"matrix\"}}";

  final Story story;
  final PrincipalId principal;
  private final String subject = UUID.randomUUID().toString();
  private final String credential;
  private final String workloadCredential;
  private final String role;
  private final String assignment;
  private final long position;

  MatrixPlace(Client http, Rights rights) {
    story = new Story(http, "matrix");
    story.createGroup();
    story.createWithIdentity(story.vm1);
    story.create(story.vault);
    story.create(story.shared);
    lock(http);
    principal = new PrincipalId(UUID.randomUUID());
    Story.done(http.put("/principals/" + principal, service("Enabled")));
    credential =
        Story.done(
                http.send(
                    "POST", "/principals/" + principal + "/credentials", "{\"kind\": \"secret\"}"))
            .text("/id");
    workloadCredential =
        Story.done(http.arm("POST", story.vm1 + "/providers/Lanyard.Workload/credentials", "{}"))
            .text("/name");
    role = rights.role(story.group, "\"*/read\"");
    String path = rights.give(principal, Rights.READER, story.group);
    assignment = path.substring(path.lastIndexOf('/') + 1);
    position = http.get("/audit/events").position();
  }

  private void lock(Client http) {
    String path = story.group + "/providers/Microsoft.Authorization/locks/keep";
    Story.done(http.arm("PUT", path, "{\"properties\": {\"level\": \"CanNotDelete\"}}"));
  }

  private String service(String state) {
    return """
    {"type": "ServicePrincipal", "issuer": "urn:lanyard:local", "subject": "%s", "state": "%s"}
    """
        .formatted(subject, state);
  }

  /**
   * The path of a row, with the query that ARM wants.
   *
   * @return empty if something in the row's sample is not known here: the row is not tried then
   */
  Optional<String> path(Route row) {
    String path = filled(row.sample(), row.id());
    boolean bare = isOwn(row) || row.sample().contains("?");
    return Optional.of(bare ? path : path + "?api-version=2022-12-01")
        .filter(complete -> !complete.contains("{"));
  }

  /** Whether a row is of no surface of Azure's. */
  static boolean isOwn(Route row) {
    return row.id().startsWith("/");
  }

  /** The same path in a subscription that is not there. */
  String elsewhere(String path) {
    return path.replace(story.subscription, "/subscriptions/" + MatrixSender.NOWHERE);
  }

  /** Whether a listing's scope holds a place: whose right is there, sees what is its own. */
  boolean holds(Route row, String at) {
    String asked = row.scope().equals("/") ? "" : filled(row.scope(), row.id());
    return row.access() != Route.Access.RIGHT && at.startsWith(asked + "/");
  }

  private String filled(String sample, String id) {
    String path = sample.replaceFirst("\\{guid}", first(id)).replace("{guid}", credential);
    for (var name :
        Map.of(
                "{sub}", story.subscription.substring("/subscriptions/".length()),
                "{group}", "matrix",
                "{vm}", "web1",
                "{uami}", "pipeline",
                "{lock}", "keep",
                "{number}", Long.toString(position))
            .entrySet()) {
      path = path.replace(name.getKey(), name.getValue());
    }
    return path;
  }

  private String first(String id) {
    return switch (id) {
      case "RoleDefinition" -> role;
      case "RoleAssignment" -> assignment;
      case "WorkloadCredential", "WorkloadCredentialRotation" -> workloadCredential;
      default -> principal.toString();
    };
  }

  /** A body with which a request that is let in does something; empty where it takes none. */
  String body(Route row, PrincipalId sender) {
    if (!row.method().startsWith("P")) {
      return "";
    }
    return switch (row.id()) {
      case "Group", "Resource", "UserIdentity" -> LOCATED;
      case "RoleDefinition" -> Rights.definitionOf(role, story.group, "\"*\"");
      case "RoleAssignment" -> Rights.assignmentOf(sender, Rights.OWNER, "");
      case "LockAt" -> "{\"properties\": {\"level\": \"ReadOnly\"}}";
      case "/principals/{id}" -> service("Disabled");
      case "/audiences" -> "{\"audience\": \"https://matrix.example\", \"tokenVersion\": \"1.0\"}";
      case "/issuers" -> "{\"issuer\": \"https://matrix.example\"}";
      case "/principals/{id}/credentials" -> "{\"kind\": \"secret\"}";
      case "/access/check" -> Asking.question(sender, "A.B/c/read", story.group);
      case "FederatedCredential" ->
          """
          {"properties": {"issuer": "https://ci.example", "subject": "main",
            "audiences": ["api://AzureADTokenExchange"]}}
          """;
      default -> row.id().startsWith("/{tenant}") ? "grant_type=client_credentials" : "{}";
    };
  }
}
