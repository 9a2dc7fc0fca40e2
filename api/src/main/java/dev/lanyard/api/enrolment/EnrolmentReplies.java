package dev.lanyard.api.enrolment;

import dev.lanyard.api.arm.JsonBuilder;
import dev.lanyard.api.http.PublicUrl;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.TenantId;
import dev.lanyard.tokens.WorkloadAuthority;
import java.util.Set;
import java.util.stream.Collectors;

/** What an agent is told beside its certificate: where it asks from now on. */
public final class EnrolmentReplies {
  static final String RENEWAL = "/agents/renewal";

  private final PublicUrl url;
  private final TenantId tenant;
  private final WorkloadAuthority authority;

  /** Makes the replies of a server. */
  public EnrolmentReplies(PublicUrl url, TenantId tenant, WorkloadAuthority authority) {
    this.url = url;
    this.tenant = tenant;
    this.authority = authority;
  }

  /** Every URL by which a renewal may be known: the audiences of its assertions. */
  Set<String> renewalEndpoints() {
    return url.all().stream().map(base -> base + RENEWAL).collect(Collectors.toUnmodifiableSet());
  }

  /** The body of a reply. */
  Json of(Certified certified) {
    return new JsonBuilder()
        .text("clientId", certified.credential())
        .text("tenantId", tenant)
        .text("tokenEndpoint", url.base() + "/" + tenant + "/oauth2/v2.0/token")
        .text("renewalEndpoint", url.base() + RENEWAL)
        .text("certificate", certified.issued().pem())
        .text("authority", authority.caPem())
        .instant("notAfter", certified.issued().notAfter())
        .instant("renewAfter", certified.renewAfter())
        .build();
  }
}
