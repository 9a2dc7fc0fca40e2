package dev.lanyard.projections.state;

import dev.lanyard.domain.ActionPattern;
import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.Permission;
import dev.lanyard.domain.ResourcePath;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What somebody wants to do, as roles name it: {@code Microsoft.Compute/virtualMachines/write}.
 * Without stars; case does not count. The one place that holds an action against a role.
 *
 * @param data whether it is a data action: those are separate (CONTRACT 4.3, "Evaluation")
 */
public record RequestedAction(String text, boolean data) {
  private static final String READ = "/read";
  private static final String ASSIGN =
      "microsoft.managedidentity/userassignedidentities/assign/action";

  /** How an action stands to what a role grants. */
  public sealed interface Match {

    /** A pattern covers it, and nothing takes it back. */
    record Granted(ActionPattern pattern) implements Match {}

    /** A pattern covers it, but another of the same entry takes it back. */
    record Excluded(ActionPattern pattern, ActionPattern by) implements Match {}

    /** No pattern covers it. */
    record None() implements Match {}
  }

  /**
   * Reads an action.
   *
   * @throws MalformedValue if the text is none: 1 to 512 letters, digits and {@code ./-_}; names
   *     {@code field}
   */
  public static RequestedAction parse(String field, String text, boolean data) {
    boolean fits = !text.isEmpty() && text.length() <= ActionPattern.LENGTH_MAX;
    for (int at = 0; fits && at < text.length(); at++) {
      char c = text.charAt(at);
      fits = ResourcePath.isLetterOrDigit(c) || "./-_".indexOf(c) >= 0;
    }
    if (!fits) {
      throw new MalformedValue(field, "must have 1 to 512 letters, digits and ./-_");
    }
    return new RequestedAction(text, data);
  }

  /** Whether an entry of a role grants it. */
  public boolean grantedBy(Permission permission) {
    return in(permission) instanceof Match.Granted;
  }

  /** How it stands to a role: one entry that grants it is enough. */
  public Match in(List<Permission> permissions) {
    Match best = new Match.None();
    for (Permission permission : permissions) {
      switch (in(permission)) {
        case Match.Granted granted -> {
          return granted;
        }
        case Match.Excluded excluded -> best = excluded;
        case Match.None _ -> {}
      }
    }
    return best;
  }

  private Match in(Permission permission) {
    List<String> spellings = spellings();
    Optional<ActionPattern> covering =
        covering(data ? permission.dataActions() : permission.actions(), spellings);
    if (covering.isEmpty()) {
      return new Match.None();
    }
    return covering(data ? permission.notDataActions() : permission.notActions(), spellings)
        .<Match>map(by -> new Match.Excluded(covering.get(), by))
        .orElseGet(() -> new Match.Granted(covering.get()));
  }

  private static Optional<ActionPattern> covering(
      List<ActionPattern> patterns, List<String> spellings) {
    return patterns.stream()
        .filter(pattern -> spellings.stream().anyMatch(pattern::matches))
        .findFirst();
  }

  /**
   * Azure's own roles name reading a thing, and assigning an identity, with a star where the
   * thing's name would stand: {@code vaults/*}{@code /read} of Key Vault Reader, {@code
   * userAssignedIdentities/*}{@code /assign/action} of Managed Identity Operator (CONTRACT 4.3).
   * The empty name is what such a star covers.
   */
  private List<String> spellings() {
    if (data) {
      return List.of(text);
    }
    if (text.equalsIgnoreCase(ASSIGN)) {
      return List.of(text, text.toLowerCase(Locale.ROOT).replace("/assign/", "//assign/"));
    }
    boolean reads = text.regionMatches(true, text.length() - READ.length(), READ, 0, READ.length());
    return reads
        ? List.of(text, text.substring(0, text.length() - READ.length()) + "/" + READ)
        : List.of(text);
  }

  @Override
  public String toString() {
    return text;
  }
}
