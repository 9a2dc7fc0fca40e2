package dev.lanyard.api.security;

import static dev.lanyard.api.security.Routes.listing;
import static dev.lanyard.api.security.Routes.right;
import static dev.lanyard.api.security.Routes.thing;

import dev.lanyard.api.security.Route.Access;
import java.util.List;
import java.util.stream.Stream;

/**
 * The rows of the ARM surface (CONTRACT 4.1 to 4.3), with the actions that Azure has. What a route
 * does not say in its path, such as identities that a body names, its endpoint asks for.
 */
final class ArmRoutes {
  private static final String RESOURCES = "Microsoft.Resources/subscriptions";
  private static final String AUTHORIZATION = "Microsoft.Authorization/";

  private static final String SUB = "/subscriptions/{sub}";
  private static final String GROUP = SUB + "/resourceGroups/{group}";
  private static final String VM = GROUP + "/providers/Microsoft.Compute/virtualMachines/{vm}";
  private static final String AT_GROUP = GROUP + "/providers/" + AUTHORIZATION;

  static final List<Route> ROWS =
      Stream.of(places(), providers(), resources(), IdentityRoutes.ROWS.stream(), roles(), locks())
          .flatMap(r -> r)
          .toList();

  private ArmRoutes() {}

  private static Stream<Route> places() {
    return Stream.of(
            Stream.of(
                new Route(
                    "Subscriptions", "GET", "/subscriptions", Access.AUTHENTICATED, "", "", false),
                listing("Subscription", Access.ANY_ROLE, RESOURCES + "/read", SUB, SUB),
                listing(
                    "Groups",
                    Access.LISTING,
                    RESOURCES + "/resourceGroups/read",
                    SUB + "/resourceGroups",
                    SUB),
                // Who deleted a group may have held nothing but rights in it: its endpoint asks.
                new Route(
                    "OperationResult",
                    "GET",
                    SUB + "/operationresults/{number}",
                    Access.AUTHENTICATED,
                    RESOURCES + "/operationresults/read",
                    SUB,
                    false)),
            thing("Group", RESOURCES + "/resourceGroups", GROUP, GROUP, "PUT", "PATCH"))
        .flatMap(rows -> rows);
  }

  private static Stream<Route> providers() {
    return Stream.of(
        new Route("Tenants", "GET", "/tenants", Access.AUTHENTICATED, "", "", false),
        listing(
            "Locations", Access.ANY_ROLE, RESOURCES + "/locations/read", SUB + "/locations", SUB),
        listing(
            "Providers", Access.ANY_ROLE, RESOURCES + "/providers/read", SUB + "/providers", SUB),
        listing(
            "Provider",
            Access.ANY_ROLE,
            RESOURCES + "/providers/read",
            SUB + "/providers/Microsoft.Compute",
            SUB),
        right(
            "ProviderRegistration",
            "POST",
            "{type}/register/action",
            SUB + "/providers/Microsoft.Compute/register",
            SUB),
        listing(
            "ActivityLog",
            Access.LISTING,
            "Microsoft.Insights/eventtypes/values/read",
            SUB + "/providers/Microsoft.Insights/eventtypes/management/values",
            SUB));
  }

  private static Stream<Route> resources() {
    return Stream.concat(
        Stream.of(
            listing(
                "Resources",
                Access.ANY_ROLE,
                RESOURCES + "/resources/read",
                SUB + "/resources",
                SUB),
            listing(
                "ResourcesOfType",
                Access.LISTING,
                "{type}/read",
                GROUP + "/providers/Microsoft.Compute/virtualMachines",
                GROUP)),
        thing("Resource", "{type}", VM, VM, "PUT", "PATCH"));
  }

  private static Stream<Route> roles() {
    String definitions = "roleDefinitions";
    String assignments = "roleAssignments";
    return Stream.of(
            Stream.of(
                right(
                    "RoleDefinitions",
                    "GET",
                    AUTHORIZATION + definitions + "/read",
                    AT_GROUP + definitions,
                    GROUP),
                listing(
                    "RoleAssignments",
                    Access.LISTING,
                    AUTHORIZATION + assignments + "/read",
                    AT_GROUP + assignments,
                    GROUP),
                right(
                    "DenyAssignments",
                    "GET",
                    AUTHORIZATION + "denyAssignments/read",
                    AT_GROUP + "denyAssignments",
                    GROUP),
                // What one may do oneself needs no right to know; it tells nothing of the scope.
                new Route(
                    "Permissions",
                    "GET",
                    AT_GROUP + "permissions",
                    Access.AUTHENTICATED,
                    AUTHORIZATION + "permissions/read",
                    GROUP,
                    false)),
            thing(
                "RoleDefinition",
                AUTHORIZATION + definitions,
                AT_GROUP + definitions + "/{guid}",
                GROUP,
                "PUT"),
            thing(
                "RoleAssignment",
                AUTHORIZATION + assignments,
                AT_GROUP + assignments + "/{guid}",
                GROUP,
                "PUT"))
        .flatMap(rows -> rows);
  }

  private static Stream<Route> locks() {
    String locks = AUTHORIZATION + "locks";
    String sample = GROUP + "/providers/" + locks;
    return Stream.concat(
        Stream.of(listing("Locks", Access.LISTING, locks + "/read", sample, GROUP)),
        thing("LockAt", locks, sample + "/{lock}", GROUP, "PUT"));
  }
}
