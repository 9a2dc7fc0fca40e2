package dev.lanyard.projections.replay;

import dev.lanyard.domain.Personal;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.Rule;
import dev.lanyard.domain.command.LifecycleCommand;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.rules.AllRules;
import dev.lanyard.eventstore.CommandContext;
import dev.lanyard.eventstore.Deciders;
import dev.lanyard.eventstore.Ledger;
import dev.lanyard.eventstore.Recorded;
import dev.lanyard.eventstore.Reliance;
import dev.lanyard.eventstore.Vocabulary;
import dev.lanyard.eventstore.jdbc.EmbeddedLedger;
import dev.lanyard.eventstore.jdbc.LedgerKind;
import dev.lanyard.eventstore.jdbc.LedgerMetrics;
import dev.lanyard.eventstore.jdbc.LedgerSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A ledger in a folder with all the rules. Its clock is set by whoever tells a story on it. */
public final class RulesLedger implements AutoCloseable {
  /** When the clock stands first. */
  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private static final PrincipalId CALLER = new PrincipalId(new UUID(0x4ca1, 1));

  private final EmbeddedLedger<Recorded> store;
  private final Deciders deciders;
  private Instant now = START;
  private int commands;

  public RulesLedger(Path folder) {
    Vocabulary<LifecycleEvent> vocabulary = Vocabulary.lifecycle();
    store =
        EmbeddedLedger.open(
            folder,
            LedgerKind.lifecycle(vocabulary),
            this::now,
            LedgerSettings.defaults(),
            LedgerMetrics.NONE);
    deciders =
        new Deciders(
            Deciders.commandBus(),
            Deciders.eventStore(store.engine()),
            vocabulary,
            AllRules.all(),
            store.tickets(),
            this::now,
            (_, _) -> {});
  }

  public synchronized Instant now() {
    return now;
  }

  /** Time passes. */
  public synchronized void pass(Duration time) {
    now = now.plus(time);
  }

  /** Sends a command, a second after the one before. */
  public <C extends LifecycleCommand, S> void send(Rule<C, S> rule, C command) {
    pass(Duration.ofSeconds(1));
    commands++;
    deciders
        .decide(
            rule,
            command,
            new CommandContext(
                new UUID(0x70c0, commands),
                CALLER,
                List.of(),
                Optional.empty(),
                Optional.of("request-" + commands),
                Optional.empty(),
                Optional.empty(),
                Personal.of("192.0.2.1"),
                Personal.none(),
                Reliance.NONE,
                now().plus(Duration.ofMinutes(1))))
        .join();
  }

  public Ledger<Recorded> ledger() {
    return store.ledger();
  }

  public EmbeddedLedger<Recorded> store() {
    return store;
  }

  @Override
  public void close() {
    store.close();
  }
}
