package dev.lanyard.eventstore;

import dev.lanyard.domain.ActionPattern;
import dev.lanyard.domain.AssignmentId;
import dev.lanyard.domain.Audience;
import dev.lanyard.domain.Audience.Form;
import dev.lanyard.domain.ClientId;
import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.FederatedCredential;
import dev.lanyard.domain.FederatedCredential.Match;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.LockName;
import dev.lanyard.domain.OperatorCredential;
import dev.lanyard.domain.Personal;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ReplayId;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.RoleId;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.SigningAlgorithm;
import dev.lanyard.domain.Subject;
import dev.lanyard.domain.SubscriptionId;
import dev.lanyard.domain.TenantId;
import dev.lanyard.domain.ThingId;
import dev.lanyard.domain.UsageSummary;
import dev.lanyard.domain.UsageSummary.Counts;
import dev.lanyard.domain.UsageSummary.Usage;
import dev.lanyard.domain.WorkloadCredential;
import dev.lanyard.domain.WorkloadIssuer;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** An instance of every event, made from its components' types, so that none can be forgotten. */
final class Samples {
  private static final SubscriptionId SUBSCRIPTION = new SubscriptionId(new UUID(7, 1));
  private static final ResourcePath GROUP =
      ResourcePath.parse("path", "/subscriptions/" + SUBSCRIPTION + "/resourceGroups/Payments");
  private static final ResourcePath VM =
      ResourcePath.parse("path", GROUP + "/providers/Microsoft.Compute/virtualMachines/VM-1");
  private static final Scope SCOPE =
      Scope.of(SUBSCRIPTION)
          .child(GROUP, new ThingId(new UUID(7, 2)))
          .child(VM, new ThingId(new UUID(7, 3)));
  private static final Instant FROM = Instant.parse("2026-01-02T03:04:05.678901Z");
  private static final Instant UNTIL = Instant.parse("2027-01-02T03:04:05.678901Z");
  private static final CredentialId CREDENTIAL = new CredentialId(new UUID(7, 10));
  private static final CredentialId WORKLOADS = new CredentialId(new UUID(7, 11));
  private static final String ISSUER = "https://issuer.example/a";
  private static final Map<Class<?>, Object> LEAVES =
      Map.ofEntries(
          Map.entry(int.class, 403),
          Map.entry(long.class, 1L << 40),
          Map.entry(String.class, "text with \"quotes\", \\ and \u00e9\uD83D\uDE80"),
          Map.entry(ActionPattern.class, new ActionPattern("Microsoft.Compute/*/read")),
          Map.entry(AssignmentId.class, new AssignmentId(new UUID(7, 4))),
          Map.entry(ClientId.class, new ClientId(new UUID(7, 5))),
          Map.entry(CredentialId.class, CREDENTIAL),
          Map.entry(
              OperatorCredential.class,
              new OperatorCredential(
                  CREDENTIAL,
                  OperatorCredential.Kind.CERTIFICATE,
                  Optional.of("A".repeat(43)),
                  FROM,
                  UNTIL)),
          Map.entry(
              WorkloadCredential.class,
              new WorkloadCredential(
                  WORKLOADS,
                  WorkloadCredential.Kind.CERTIFICATE,
                  Optional.of("A".repeat(43)),
                  FROM,
                  UNTIL)),
          Map.entry(
              FederatedCredential.class,
              new FederatedCredential(
                  "Main", ISSUER, Match.subject("repo:x:\u00e9"), List.of("api://x"))),
          Map.entry(
              Audience.class,
              new Audience(
                  "api://Orders", Form.V2, Optional.of(SigningAlgorithm.ES256), Optional.of(600))),
          Map.entry(WorkloadIssuer.class, new WorkloadIssuer(ISSUER, Optional.of("{\"keys\":[]}"))),
          Map.entry(UsageSummary.class, usage(List.of(used(Optional.of(FROM))))),
          Map.entry(Instant.class, FROM),
          Map.entry(Json.Obj.class, json()),
          Map.entry(LockName.class, new LockName("Keep Me")),
          Map.entry(PrincipalId.class, new PrincipalId(new UUID(7, 6))),
          Map.entry(ReplayId.class, new ReplayId(new UUID(7, 12))),
          Map.entry(ResourcePath.class, VM),
          Map.entry(RoleId.class, new RoleId(new UUID(7, 7))),
          Map.entry(Scope.class, SCOPE),
          Map.entry(Subject.class, new Subject("https://issuer.example", "alice")),
          Map.entry(SubscriptionId.class, SUBSCRIPTION),
          Map.entry(TenantId.class, new TenantId(new UUID(7, 8))),
          Map.entry(ThingId.class, new ThingId(new UUID(7, 9))));

  /** Those that look otherwise where nothing optional is given. */
  private static final Map<Class<?>, Object> SPARSE =
      Map.of(
          WorkloadCredential.class,
          new WorkloadCredential(
              WORKLOADS, WorkloadCredential.Kind.ENDPOINT_SECRET, Optional.empty(), FROM, UNTIL),
          FederatedCredential.class,
          new FederatedCredential(
              "main", ISSUER, Match.expression("claims['sub'] eq 'x'"), List.of("api://x")),
          Audience.class,
          new Audience("api://Orders", Form.V1, Optional.empty(), Optional.empty()),
          WorkloadIssuer.class,
          new WorkloadIssuer(ISSUER, Optional.empty()),
          UsageSummary.class,
          usage(List.of(used(Optional.empty()))));

  private Samples() {}

  private static UsageSummary usage(List<Usage> principals) {
    return new UsageSummary(
        257, 768, FROM, UNTIL, principals, 1L << 40, new Counts(1, 2, 3, 4, 5), 6);
  }

  private static Usage used(Optional<Instant> lastTokenAt) {
    return new Usage(new PrincipalId(new UUID(7, 6)), new Counts(5, 4, 3, 2, 1), lastTokenAt);
  }

  /** An event with every optional part given. */
  static <E> E full(Class<? extends E> event) {
    return event.cast(instance(event, true));
  }

  /** An event with no optional part given, and every collection empty. */
  static <E> E sparse(Class<? extends E> event) {
    return event.cast(instance(event, false));
  }

  private static Json.Obj json() {
    Map<String, Json> members = new LinkedHashMap<>();
    members.put("zeta", new Json.Num(new BigDecimal("1.50")));
    members.put("alpha", new Json.Arr(List.of(new Json.Bool(true), new Json.Null())));
    members.put("", new Json.Obj(Map.of("inner", new Json.Text("\u0000 \uD83D\uDE80"))));
    return new Json.Obj(members);
  }

  private static Object instance(Class<?> record, boolean full) {
    RecordComponent[] components = record.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Object[] values =
        Arrays.stream(components).map(part -> value(part.getGenericType(), full)).toArray();
    try {
      return record.getConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException cannot) {
      throw new LinkageError("no sample of " + record, cannot);
    }
  }

  private static Object value(Type type, boolean full) {
    if (type instanceof ParameterizedType generic) {
      return container(generic, full);
    }
    Class<?> plain = (Class<?>) type;
    if (plain == Personal.class) {
      return full ? Personal.of("a person's words") : Personal.none();
    }
    if (!full && SPARSE.containsKey(plain)) {
      return SPARSE.get(plain);
    }
    if (LEAVES.containsKey(plain)) {
      return LEAVES.get(plain);
    }
    if (plain.isEnum()) {
      Object[] constants = plain.getEnumConstants();
      return constants[full ? constants.length - 1 : 0];
    }
    if (plain.isRecord()) {
      return instance(plain, full);
    }
    throw new AssertionError("no sample of " + type + ": add one here");
  }

  private static Object container(ParameterizedType type, boolean full) {
    Type inner = type.getActualTypeArguments()[0];
    if (type.getRawType() == Optional.class) {
      return full ? Optional.of(value(inner, true)) : Optional.empty();
    }
    if (type.getRawType() == List.class) {
      return full ? List.of(value(inner, true)) : List.of();
    }
    if (type.getRawType() == Map.class) {
      if (type.getActualTypeArguments()[1] == Long.class) {
        return full ? Map.of("zone", 1L, "Env", 1L << 40) : Map.of();
      }
      return full ? Map.of("zone", "1", "Env", "prod", "a", "") : Map.of();
    }
    throw new AssertionError("no sample of " + type + ": add one here");
  }
}
