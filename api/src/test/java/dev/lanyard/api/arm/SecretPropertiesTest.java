package dev.lanyard.api.arm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.api.http.JsonText;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.ResourcePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretPropertiesTest {
  private static final String RG =
      "/subscriptions/22222222-2222-4222-8222-222222222222/resourceGroups/rg";

  @ParameterizedTest
  @CsvSource({
    "adminPassword, true",
    "ADMINPASSWORD, true",
    "customData, true",
    "primaryKey, true",
    "storageAccountKey, true",
    "clientSecret, true",
    "connectionString, true",
    "sasToken, true",
    "protectedSettings, true",
    "publicKey, false",
    "publicKeys, false",
    "key, false",
    "keyData, false",
    "keyVaultUri, false",
    "disablePasswordAuthentication, false",
    "vmSize, false"
  })
  void names_tell_what_is_secret(String name, boolean secret) {
    assertThat(SecretProperties.isSecret(name)).isEqualTo(secret);
  }

  @Test
  void secrets_are_dropped_at_any_depth() {
    assertThat(
            dropped(
                "/providers/Microsoft.Compute/virtualMachines/vm",
                "{\"properties\":{\"osProfile\":{\"AdminPassword\":\"p\",\"user\":\"u\"},"
                    + "\"list\":[{\"clientSecret\":{\"x\":1},\"a\":[[{\"pwd\":1,\"b\":2}]]}]}}"))
        .isEqualTo(
            json(
                "{\"properties\":{\"osProfile\":{\"user\":\"u\"},\"list\":[{\"a\":[[{\"b\":2}]]}]}}"));
  }

  @Test
  void types_that_are_secrets_keep_no_properties() {
    assertThat(
            dropped(
                "/providers/microsoft.keyvault/Vaults/kv/secrets/s",
                "{\"Properties\":{\"value\":\"p\"},\"kind\":\"k\"}"))
        .isEqualTo(json("{\"kind\":\"k\"}"));
  }

  @Test
  void the_list_for_users_is_complete() throws IOException {
    String page = Files.readString(Path.of("../docs/secret-properties.md"));
    Set<String> told =
        Pattern.compile("`([^`]+)`")
            .matcher(page.substring(page.indexOf("## ")))
            .results()
            .map(found -> found.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> all = new TreeSet<>(SecretProperties.NAMES);
    SecretProperties.ENDINGS.forEach(ending -> all.add("*" + ending));
    all.addAll(SecretProperties.PUBLIC);
    all.addAll(SecretProperties.TYPES);
    assertThat(told).isEqualTo(all);
  }

  private static Json.Obj dropped(String path, String body) {
    return SecretProperties.dropped(ResourcePath.parse("id", RG + path), json(body));
  }

  private static Json.Obj json(String text) {
    return (Json.Obj) JsonText.read(text.getBytes(UTF_8));
  }
}
