package dev.lanyard.api.security;

import static dev.lanyard.api.security.Routes.listing;
import static dev.lanyard.api.security.Routes.right;
import static dev.lanyard.api.security.Routes.thing;

import dev.lanyard.api.security.Route.Access;
import java.util.List;
import java.util.stream.Stream;

/** The rows of ARM that are about identities, and about who can act as them (CONTRACT 4.2). */
final class IdentityRoutes {
  private static final String IDENTITY = "Microsoft.ManagedIdentity/userAssignedIdentities";
  private static final String GROUP = "/subscriptions/{sub}/resourceGroups/{group}";
  private static final String VM = GROUP + "/providers/Microsoft.Compute/virtualMachines/{vm}";
  private static final String UAMI = GROUP + "/providers/" + IDENTITY + "/{uami}";

  static final List<Route> ROWS =
      Stream.of(identities(), workloads()).flatMap(rows -> rows).toList();

  private IdentityRoutes() {}

  private static Stream<Route> identities() {
    String federated = "/federatedIdentityCredentials";
    return Stream.concat(
        Stream.of(
            right(
                "FederatedCredentials",
                "GET",
                IDENTITY + federated + "/read",
                UAMI + federated,
                UAMI),
            right(
                "FederatedCredential",
                "GET",
                IDENTITY + federated + "/read",
                UAMI + federated + "/ci-main",
                UAMI),
            right(
                "FederatedCredential",
                "PUT",
                IDENTITY + federated + "/write",
                UAMI + federated + "/ci-main",
                UAMI),
            right(
                "FederatedCredential",
                "DELETE",
                IDENTITY + federated + "/delete",
                UAMI + federated + "/ci-main",
                UAMI),
            listing(
                "UserIdentities",
                Access.LISTING,
                IDENTITY + "/read",
                GROUP + "/providers/" + IDENTITY,
                GROUP),
            right(
                "AssociatedResources",
                "POST",
                IDENTITY + "/listAssociatedResources/action",
                UAMI + "/listAssociatedResources",
                UAMI),
            right(
                "SystemIdentity",
                "GET",
                "Microsoft.ManagedIdentity/identities/read",
                VM + "/providers/Microsoft.ManagedIdentity/identities/default",
                VM)),
        thing("UserIdentity", IDENTITY, UAMI, UAMI, "PUT", "PATCH"));
  }

  private static Stream<Route> workloads() {
    String system = "Microsoft.ManagedIdentity/identities";
    String type = "Lanyard.Workload/credentials";
    String all = VM + "/providers/" + type;
    String one = all + "/{guid}";
    return Stream.of(
        revoking("UserIdentityTokens", IDENTITY, UAMI + "/revokeTokens", UAMI),
        revoking(
            "SystemIdentityTokens",
            system,
            VM + "/providers/" + system + "/default/revokeTokens",
            VM),
        right("WorkloadCredentials", "GET", type + "/read", all, VM),
        right("WorkloadCredentials", "POST", type + "/write", all, VM),
        right("WorkloadCredential", "GET", type + "/read", one, VM),
        right("WorkloadCredential", "DELETE", type + "/delete", one, VM),
        right("WorkloadCredentialRotation", "POST", type + "/write", one + "/rotate", VM));
  }

  /** Takes something away, as a deletion does. */
  private static Route revoking(String id, String type, String sample, String scope) {
    return new Route(id, "POST", sample, Access.RIGHT, type + "/revokeTokens/action", scope, true);
  }
}
