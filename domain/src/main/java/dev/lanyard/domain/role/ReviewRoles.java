package dev.lanyard.domain.role;

import static dev.lanyard.domain.role.BuiltInRoles.control;
import static dev.lanyard.domain.role.BuiltInRoles.role;

import dev.lanyard.domain.command.LedgerCommand.BuiltInRole;
import java.util.List;

/**
 * The built-in roles that Azure does not have: for those who review, and for those who ask what
 * others may, on our own surfaces.
 */
final class ReviewRoles {
  private static final String CHECK = "Lanyard.Access/check/action";

  private ReviewRoles() {}

  /** Sees what happened and who may do what, and takes away evidence. */
  static BuiltInRole auditor() {
    return role(
        "8deb7f87-1a5a-4285-9a04-60531f79d15f",
        "Auditor",
        "Read and export the audit trail, and explain who may do what.",
        control(
            List.of(
                "Lanyard.Audit/*/read",
                "Lanyard.Audit/exports/write",
                "Lanyard.Access/*/read",
                "Lanyard.Compliance/*/read",
                CHECK),
            List.of()));
  }

  /** Has read models rebuilt and compared, and draws up reports. */
  static BuiltInRole replayOperator() {
    return role(
        "45fb36ee-0bb9-4596-b270-df659dcd1b3f",
        "Replay Operator",
        "Read the audit trail, replay it into new read models, and report on compliance.",
        control(
            List.of("Lanyard.Audit/*/read", "Lanyard.Operations/*", "Lanyard.Compliance/*"),
            List.of()));
  }

  /** Finds out at its own scope what those may who ask it for something. */
  static BuiltInRole resourceServer() {
    return role(
        "04aece81-1d26-44f5-aba4-1b3064963fb0",
        "Lanyard Resource Server",
        "Verify tokens, and ask and explain who may do what.",
        control(
            List.of(
                CHECK,
                "Lanyard.Access/introspection/action",
                "Lanyard.Access/who/read",
                "Lanyard.Access/what/read"),
            List.of()));
  }
}
