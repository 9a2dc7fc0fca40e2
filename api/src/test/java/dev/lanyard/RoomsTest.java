package dev.lanyard;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import javax.crypto.SecretKey;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.EventCriterion;
import org.axonframework.messaging.eventstreaming.EventTypeRestrictableEventCriteria;
import org.axonframework.messaging.eventstreaming.OrEventCriteriaBuilder;
import org.axonframework.messaging.eventstreaming.Tag;
import org.jspecify.annotations.NullMarked;

/** The rooms of the house, what each may see, and that none looks uphill. */
@AnalyzeClasses(packages = "dev.lanyard", importOptions = DoNotIncludeTests.class)
class RoomsTest {

  private static final String DOMAIN = "dev.lanyard.domain..";
  private static final String EVENTSTORE = "dev.lanyard.eventstore..";
  private static final String PROJECTIONS = "dev.lanyard.projections..";
  private static final String TOKENS = "dev.lanyard.tokens..";
  private static final String EVIDENCE = "dev.lanyard.evidence..";
  private static final String API = "dev.lanyard.api..";

  /** Calls whose answer depends on when, or how often, they are made. */
  private static final Set<String> UNREPEATABLE =
      Set.of(
          "java.util.UUID.randomUUID",
          "java.lang.System.currentTimeMillis",
          "java.lang.System.nanoTime",
          "java.lang.Math.random");

  @ArchTest
  static final ArchRule every_class_lives_in_a_room =
      classes().should().resideInAnyPackage(DOMAIN, EVENTSTORE, PROJECTIONS, TOKENS, EVIDENCE, API);

  @ArchTest
  static final ArchRule every_package_is_null_marked =
      classes()
          .should(
              ArchCondition.from(
                  describe(
                      "be in a null-marked package",
                      (JavaClass type) -> type.getPackage().isAnnotatedWith(NullMarked.class))));

  @ArchTest
  static final ArchRule no_room_looks_uphill =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("domain")
          .definedBy(DOMAIN)
          .layer("eventstore")
          .definedBy(EVENTSTORE)
          .layer("projections")
          .definedBy(PROJECTIONS)
          .layer("tokens")
          .definedBy(TOKENS)
          .layer("evidence")
          .definedBy(EVIDENCE)
          .layer("api")
          .definedBy(API)
          .whereLayer("domain")
          .mayOnlyBeAccessedByLayers("eventstore", "projections", "tokens", "api")
          .whereLayer("eventstore")
          .mayOnlyBeAccessedByLayers("projections", "api")
          .whereLayer("projections")
          .mayOnlyBeAccessedByLayers("api")
          .whereLayer("tokens")
          .mayOnlyBeAccessedByLayers("api")
          .whereLayer("evidence")
          .mayOnlyBeAccessedByLayers("api")
          .whereLayer("api")
          .mayNotBeAccessedByAnyLayer();

  @ArchTest
  static final ArchRule evidence_is_checked_by_code_that_no_other_room_shares =
      noClasses()
          .that()
          .resideInAPackage(EVIDENCE)
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.lanyard..")
                  .and(not(resideInAPackage(EVIDENCE)))
                  .or(resideInAPackage("org.springframework..")));

  @ArchTest
  static final ArchRule domain_sees_of_axon_only_annotations_tags_and_criteria =
      noClasses()
          .that()
          .resideInAPackage(DOMAIN)
          .should()
          .dependOnClassesThat(
              framework(
                  Command.class,
                  Event.class,
                  EventTag.class,
                  Tag.class,
                  EventCriteria.class,
                  EventCriterion.class,
                  EventTypeRestrictableEventCriteria.class,
                  OrEventCriteriaBuilder.class));

  @ArchTest
  static final ArchRule domain_does_no_input_or_output_and_knows_no_framework =
      noClasses()
          .that()
          .resideInAPackage(DOMAIN)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.io..",
              "java.net..",
              "java.nio.file..",
              "java.nio.channels..",
              "java.sql..",
              "javax.sql..",
              "org.springframework..",
              "tools.jackson..",
              "com.fasterxml.jackson..");

  @ArchTest
  static final ArchRule domain_has_no_clock_and_no_randomness =
      noClasses()
          .that()
          .resideInAPackage(DOMAIN)
          .should()
          .dependOnClassesThat(
              belongToAnyOf(Clock.class, InstantSource.class)
                  .or(resideInAPackage("java.util.random.."))
                  .or(
                      describe(
                          "generate random numbers", type -> type.isAssignableTo(Random.class))))
          .orShould()
          .accessTargetWhere(
              describe("it asks the time or a random source", RoomsTest::unrepeatable));

  @ArchTest
  static final ArchRule only_the_ledger_and_the_wiring_know_the_framework =
      noClasses()
          .that()
          .resideOutsideOfPackages(DOMAIN, EVENTSTORE, "dev.lanyard.api.wiring..")
          .should()
          .dependOnClassesThat(framework(Tag.class, Event.class));

  @ArchTest
  static final ArchRule only_rooms_that_store_speak_sql =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.lanyard.eventstore.jdbc..", PROJECTIONS, TOKENS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "javax.sql..", "org.sqlite..");

  @ArchTest
  static final ArchRule only_tokens_sees_private_keys =
      noClasses()
          .that()
          .resideOutsideOfPackages(TOKENS)
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(PrivateKey.class, SecretKey.class, KeyPair.class)
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage("org.bouncycastle..");

  @ArchTest
  static final ArchRule rules_are_known_by_their_list_only =
      classes()
          .that()
          .resideInAPackage(DOMAIN)
          .and()
          .haveSimpleNameEndingWith("Decider")
          .and()
          .areNotInterfaces()
          .should()
          .bePackagePrivate();

  @ArchTest
  static final ArchRule surfaces_leave_the_engine_to_commands_and_views =
      noClasses()
          .that()
          .resideInAPackage(API)
          .and()
          .haveSimpleNameEndingWith("Controller")
          .or()
          .resideInAPackage("dev.lanyard.api.arm..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.lanyard.eventstore.jdbc..");

  /** Axon's classes, and arrays of them, but for these. */
  private static DescribedPredicate<JavaClass> framework(Class<?>... allowed) {
    var framework = resideInAPackage("org.axonframework..").and(not(belongToAnyOf(allowed)));
    return describe(
        "are of Axon, other than " + Arrays.toString(allowed),
        (JavaClass type) -> framework.test(type.getBaseComponentType()));
  }

  private static boolean unrepeatable(JavaAccess<?> access) {
    var owner = access.getTargetOwner();
    return UNREPEATABLE.contains(owner.getFullName() + "." + access.getName())
        || (owner.getPackageName().startsWith("java.time") && access.getName().equals("now"));
  }
}
