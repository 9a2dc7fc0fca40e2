package dev.lanyard.api.start;

import dev.lanyard.tokens.OwnerFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The content of {@code installation.json}: names and ids, each a text. */
record InstallationFile(Map<String, String> members) {
  private static final Set<String> KNOWN =
      Set.of(
          "tenantId",
          "subscriptionId",
          "localOperatorId",
          "localOperatorOwnershipId",
          "localOperatorClientId",
          "localOperatorSecretId",
          "localOperatorCertificateId");

  private static final Set<String> OLDER =
      Set.of("tenantId", "subscriptionId", "localOperatorId", "localOperatorOwnershipId");

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * Reads the file.
   *
   * @throws tools.jackson.core.JacksonException if it is no JSON object of texts
   * @throws IllegalArgumentException if it has another member
   */
  static InstallationFile read(Path file) throws IOException {
    var members =
        JSON.readValue(Files.readAllBytes(file), new TypeReference<Map<String, String>>() {});
    if (members == null || !KNOWN.containsAll(members.keySet())) {
      throw new IllegalArgumentException("it has members that are not known");
    }
    return new InstallationFile(members);
  }

  /**
   * The id under a name.
   *
   * @throws IllegalArgumentException if it is missing or malformed
   */
  <T> T id(String name, BiFunction<String, String, T> parse) {
    var text = members.get(name);
    if (text == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return parse.apply(name, text);
  }

  /** Whether it is whole but for the operator's client id and credentials. */
  boolean isOfOlderRelease() {
    return members.keySet().equals(OLDER);
  }

  /** The whole file appears at once or not at all, also when the power fails. */
  static void write(Path file, Map<String, String> members) {
    var content = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(members);
    OwnerFiles.writePrivate(file, content);
  }
}
