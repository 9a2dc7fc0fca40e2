package dev.lanyard.eventstore;

import static dev.lanyard.eventstore.World.ALICE;
import static dev.lanyard.eventstore.World.GROUP;
import static dev.lanyard.eventstore.World.IDENTITY;
import static dev.lanyard.eventstore.World.READER;
import static dev.lanyard.eventstore.World.VM;
import static dev.lanyard.eventstore.World.assign;
import static dev.lanyard.eventstore.World.attach;
import static dev.lanyard.eventstore.World.createGroup;
import static dev.lanyard.eventstore.World.delete;
import static dev.lanyard.eventstore.World.enable;
import static dev.lanyard.eventstore.World.group;
import static dev.lanyard.eventstore.World.in;
import static dev.lanyard.eventstore.World.lock;
import static dev.lanyard.eventstore.World.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.domain.Decision;
import dev.lanyard.domain.Decision.Fact;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.eventstore.Bench.Ask;
import dev.lanyard.eventstore.Bench.Engine;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.configuration.EventSourcingConfigurer;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.commandhandling.configuration.CommandHandlingModule;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.MessageTypeResolver;
import org.axonframework.test.fixture.AxonTestFixture;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same handlers in Axon's own wiring and fixture: Axon's configuration, bus and event store,
 * with an unrelated stream beside the history.
 */
class AxonFixtureTest {
  private static final ResourcePath FAR_VM =
      in(group("elsewhere"), "Microsoft.Compute/virtualMachines/vm1");

  @TempDir private Path folder;

  private static Stream<List<Ask<?, ?>>> histories() {
    return Stream.of(
        List.of(put(World.path(VM + "/extensions/backup"))),
        List.of(assign("reader", READER, ALICE, VM)),
        List.of(attach(VM, IDENTITY), delete(VM)),
        List.of(enable(VM), assign("machine", READER, World.principalOf(VM), GROUP), delete(VM)),
        List.of(lock(GROUP), delete(VM)));
  }

  /** What the last of these commands leads to, by our own wiring. */
  private Decision decided(List<Ask<?, ?>> asks, List<LifecycleEvent> history) {
    try (Bench bench = Bench.of(Engine.IN_MEMORY, folder, World.RULES)) {
      World.inhabited().forEach(bench::given);
      asks.subList(0, asks.size() - 1).forEach(bench::given);
      history.addAll(bench.facts());
      return bench.send(asks.getLast());
    }
  }

  private List<LifecycleEvent> elsewhere() {
    try (Bench bench = Bench.of(Engine.IN_MEMORY, folder, World.RULES)) {
      bench.given(World.defaults());
      int defaults = bench.facts().size();
      bench.given(createGroup(group("elsewhere")), put(FAR_VM), enable(FAR_VM), lock(FAR_VM));
      return bench.facts().subList(defaults, bench.facts().size());
    }
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("histories")
  void a_rule_decides_the_same_in_axons_own_fixture(List<Ask<?, ?>> asks) {
    List<LifecycleEvent> history = new ArrayList<>();
    Decision wanted = decided(asks, history);
    history.addAll(elsewhere());
    Ask<?, ?> last = asks.getLast();
    var then =
        fixture(last)
            .given()
            .events(history)
            .when()
            .command(
                new RuleHandler.Request(
                    last.command(), Bench.context(new UUID(5, 5)), Optional.empty()))
            .then();
    switch (wanted) {
      case Decision.Accepted(var facts) ->
          then.success().events(facts.stream().map(Fact::event).toArray());
      case Decision.Rejected(var why) ->
          then.noEvents()
              .exceptionSatisfies(
                  refused -> assertThat(((CommandRejected) refused).rejection()).isEqualTo(why));
    }
  }

  private static AxonTestFixture fixture(Ask<?, ?> ask) {
    Vocabulary<LifecycleEvent> vocabulary = Vocabulary.lifecycle();
    MessageType command = RuleHandler.nameOf(ask.rule().command());
    MessageTypeResolver types =
        type ->
            Optional.of(
                type == RuleHandler.Request.class
                    ? command
                    : vocabulary.typeOf(type.asSubclass(LifecycleEvent.class)));
    return AxonTestFixture.with(
        EventSourcingConfigurer.create()
            .registerEventStorageEngine(_ -> new PinnedInMemoryEngine())
            .registerTagResolver(
                _ -> message -> ((LifecycleEvent) Objects.requireNonNull(message.payload())).tags())
            .componentRegistry(
                parts -> parts.registerComponent(MessageTypeResolver.class, _ -> types))
            .registerCommandHandlingModule(
                CommandHandlingModule.named("rules")
                    .commandHandlers(
                        handlers ->
                            handlers.commandHandler(
                                command.qualifiedName(),
                                parts ->
                                    new RuleHandler<>(
                                        ask.rule(),
                                        parts.getComponent(EventStore.class),
                                        vocabulary,
                                        InstantSource.system())))),
        AxonTestFixture.Customization::disableAxonServer);
  }
}
