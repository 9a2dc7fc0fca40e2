package dev.lanyard.api.arm.resource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanyard.api.arm.Fields;
import dev.lanyard.api.http.JsonText;
import dev.lanyard.domain.ClientId;
import dev.lanyard.domain.IdentityBlock;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.LiveResource;
import dev.lanyard.domain.LiveResource.Attachment;
import dev.lanyard.domain.LiveResource.SystemIdentity;
import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ResourceBody;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.Revision;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.SubscriptionId;
import dev.lanyard.domain.TenantId;
import dev.lanyard.domain.ThingId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceBodyTest {
  private static final String ONE = "11111111-1111-4111-8111-111111111111";
  private static final String TWO = "22222222-2222-4222-8222-222222222222";
  private static final String THREE = "33333333-3333-4333-8333-333333333333";
  private static final String RG = "/subscriptions/" + TWO + "/resourceGroups/rg";
  private static final String VM = RG + "/providers/Microsoft.Compute/virtualMachines/Vm";
  private static final String UAI =
      RG + "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/u";

  private static Json.Obj json(String text) {
    return (Json.Obj) JsonText.read(text.getBytes(UTF_8));
  }

  private static ResourcePath path(String text) {
    return ResourcePath.parse("id", text);
  }

  private static LiveResource live(Optional<SystemIdentity> system, boolean attached) {
    Scope scope =
        Scope.of(SubscriptionId.parse("s", TWO)).child(path(VM), ThingId.parse("uid", ONE));
    Map<ThingId, Attachment> attachments =
        attached
            ? Map.of(
                ThingId.parse("uid", THREE),
                new Attachment(path(UAI), PrincipalId.parse("p", ONE), ClientId.parse("c", TWO)))
            : Map.of();
    return new LiveResource(
        scope,
        Optional.of("local"),
        new ResourceBody(
            Map.of("b", "2", "a", "1"),
            json("{\"sku\":{\"name\":\"s\"},\"properties\":{\"x\":[1]},\"kind\":\"k\"}")),
        system,
        attachments,
        new Revision(7));
  }

  @Test
  void a_resource_is_written_whole() {
    var system = new SystemIdentity(PrincipalId.parse("p", THREE), ClientId.parse("c", ONE));
    Json.Obj written = ResourceJson.of(live(Optional.of(system), true), TenantId.parse("t", ONE));
    assertThat(new String(JsonText.write(written), UTF_8))
        .isEqualTo(
            ("{'id':'"
                    + VM
                    + "','name':'Vm','type':'Microsoft.Compute/virtualMachines',"
                    + "'location':'local','tags':{'a':'1','b':'2'},"
                    + "'identity':{'type':'SystemAssigned, UserAssigned','principalId':'"
                    + THREE
                    + "','tenantId':'"
                    + ONE
                    + "','userAssignedIdentities':{'"
                    + UAI
                    + "':{'principalId':'"
                    + ONE
                    + "','clientId':'"
                    + TWO
                    + "'}}},'etag':'\\'7\\'','sku':{'name':'s'},'kind':'k',"
                    + "'properties':{'x':[1],'provisioningState':'Succeeded'}}")
                .replace('\'', '"'));
  }

  @Test
  void a_resource_without_identity_has_no_identity_block() {
    assertThat(ResourceJson.of(live(Optional.empty(), false), TenantId.parse("t", ONE)).members())
        .doesNotContainKey("identity");
  }

  @Test
  void the_engine_keeps_what_is_neither_envelope_nor_secret() {
    String body =
        "{\"ID\":\"x\",\"Name\":\"x\",\"type\":\"x\",\"Location\":\"l\",\"tags\":{},\"etag\":\"1\","
            + "\"identity\":{},\"plan\":null,\"Sku\":{\"n\":null},"
            + "\"Properties\":{\"PROVISIONINGSTATE\":\"x\",\"adminPassword\":\"p\",\"y\":1}}";
    assertThat(ResourceJson.rest(path(VM), json(body), false))
        .isEqualTo(json("{\"Sku\":{\"n\":null},\"properties\":{\"y\":1}}"));
    assertThat(ResourceJson.rest(path(VM), json(body), true))
        .isEqualTo(json("{\"plan\":null,\"Sku\":{\"n\":null},\"properties\":{\"y\":1}}"));
    assertThatThrownBy(() -> ResourceJson.rest(path(VM), json("{\"properties\":5}"), false))
        .isInstanceOf(MalformedValue.class)
        .hasMessage("properties must be an object");
  }

  @Test
  void an_identity_block_is_read_with_its_map() {
    String lower = UAI.toLowerCase(Locale.ROOT);
    String body =
        "{\"identity\":{\"type\":\"userassigned,systemassigned\",\"principalId\":\"ignored\"}}";
    assertThatThrownBy(() -> IdentityBlocks.read(Fields.of(json(body))))
        .isInstanceOf(MalformedValue.class);
    assertThat(
            IdentityBlocks.read(
                Fields.of(
                    json(
                        "{\"identity\":{\"type\":\"systemassigned,UserAssigned\","
                            + "\"userAssignedIdentities\":{\""
                            + lower
                            + "\":null,\""
                            + UAI
                            + "2\":{\"clientId\":\"ignored\"}}}}"))))
        .contains(
            new IdentityBlock(
                IdentityBlock.Type.SYSTEM_AND_USER_ASSIGNED,
                Optional.of(new IdentityBlock.Named(Set.of(path(UAI + "2")), Set.of(path(UAI))))));
    assertThat(IdentityBlocks.read(Fields.of(json("{\"identity\":null}")))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"identity\":[]}",
        "{\"identity\":{}}",
        "{\"identity\":{\"type\":1}}",
        "{\"identity\":{\"type\":\"Everything\"}}",
        "{\"identity\":{\"type\":\"UserAssigned\",\"userAssignedIdentities\":[]}}",
        "{\"identity\":{\"type\":\"UserAssigned\",\"userAssignedIdentities\":{\"x\":{}}}}",
        "{\"identity\":{\"type\":\"UserAssigned\",\"userAssignedIdentities\":{\"/\":1}}}",
        "{\"identity\":{\"type\":\"UserAssigned\",\"userAssignedIdentities\":{\"URL\":{},\"url\":{}}}}"
      })
  void an_identity_block_of_another_form_is_refused(String body) {
    String text = body.replace("URL", UAI).replace("url", UAI.replace("resourceG", "resourceg"));
    assertThatThrownBy(() -> IdentityBlocks.read(Fields.of(json(text))))
        .isInstanceOf(MalformedValue.class)
        .extracting(e -> ((MalformedValue) e).field())
        .asString()
        .startsWith("identity");
  }

  private static Optional<IdentityBlock> naming(int identities) {
    String map =
        IntStream.range(0, identities)
            .mapToObj(at -> "\"%s%d\": {}".formatted(UAI, at))
            .collect(Collectors.joining(","));
    return IdentityBlocks.read(
        Fields.of(
            json(
                "{\"identity\": {\"type\": \"UserAssigned\", \"userAssignedIdentities\": {"
                    + map
                    + "}}}")));
  }

  @Test
  void one_request_names_so_many_identities_and_no_more() {
    assertThat(naming(IdentityBlocks.IDENTITIES_MAX).orElseThrow().named().orElseThrow().attach())
        .hasSize(IdentityBlocks.IDENTITIES_MAX);
    assertThatThrownBy(() -> naming(IdentityBlocks.IDENTITIES_MAX + 1))
        .isInstanceOf(MalformedValue.class)
        .hasMessageContaining("identity.userAssignedIdentities");
  }
}
