package dev.lanyard.api.arm;

import dev.lanyard.domain.Json;
import dev.lanyard.domain.ResourcePath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which members of a generic resource hold secrets. They are dropped before a command is made, at
 * any depth and in any case, because what is in the ledger stays for ever. The list for users is
 * {@code docs/secret-properties.md}.
 */
public final class SecretProperties {
  /** Names that are secrets as a whole, in lower case. */
  public static final Set<String> NAMES =
      Set.of(
          "customdata",
          "userdata",
          "protectedsettings",
          "protectedsettingsfromkeyvault",
          "secret",
          "secrets",
          "credential",
          "credentials",
          "keys",
          "sas",
          "pfx",
          "pfxblob",
          "certificatedata",
          "kubeconfig");

  /** Ends of names that are secrets, in lower case. */
  public static final List<String> ENDINGS =
      List.of(
          "password",
          "passwords",
          "passphrase",
          "pwd",
          "secret",
          "secrets",
          "secretvalue",
          "connectionstring",
          "connectionstrings",
          "token",
          "tokens",
          "key",
          "keys");

  /** Names that end like secrets and are none, in lower case. */
  public static final Set<String> PUBLIC =
      Set.of(
          "key",
          "publickey",
          "publickeys",
          "sshpublickey",
          "partitionkey",
          "partitionkeys",
          "shardkey",
          "sortkey",
          "rowkey",
          "foreignkey",
          "foreignkeys",
          "customermanagedkey",
          "topologykey");

  /** Types whose {@code properties} are secrets as a whole, in lower case. */
  public static final Set<String> TYPES =
      Set.of(
          "microsoft.keyvault/vaults/secrets",
          "microsoft.web/sites/config",
          "microsoft.web/sites/slots/config");

  private SecretProperties() {}

  /** The members of a resource's body without those that hold secrets. */
  public static Json.Obj dropped(ResourcePath path, Json.Obj body) {
    Json.Obj kept = without(body);
    if (!TYPES.contains(path.type().toLowerCase(Locale.ROOT))) {
      return kept;
    }
    Map<String, Json> members = new LinkedHashMap<>(kept.members());
    members.keySet().removeIf(name -> name.equalsIgnoreCase("properties"));
    return new Json.Obj(members);
  }

  private static Json.Obj without(Json.Obj object) {
    Map<String, Json> kept = new LinkedHashMap<>();
    object
        .members()
        .forEach(
            (name, value) -> {
              if (!isSecret(name)) {
                kept.put(name, without(value));
              }
            });
    return new Json.Obj(kept);
  }

  private static Json without(Json value) {
    return switch (value) {
      case Json.Obj object -> without(object);
      case Json.Arr(var elements) ->
          new Json.Arr(elements.stream().map(SecretProperties::without).toList());
      case Json.Text _, Json.Num _, Json.Bool _, Json.Null _ -> value;
    };
  }

  /** Whether a member's value is dropped for its name. */
  public static boolean isSecret(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return NAMES.contains(lower)
        || (!PUBLIC.contains(lower) && ENDINGS.stream().anyMatch(lower::endsWith));
  }
}
