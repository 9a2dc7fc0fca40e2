package dev.lanyard.api.wiring;

import dev.lanyard.api.FreshIds;
import dev.lanyard.api.start.Bootstrap;
import dev.lanyard.api.start.DataFolder;
import dev.lanyard.api.start.StartRefused;
import dev.lanyard.domain.Personal;
import dev.lanyard.domain.command.LedgerCommand.Operator;
import dev.lanyard.domain.command.LedgerCommand.RecoverOperator;
import dev.lanyard.domain.principal.LedgerRules;
import dev.lanyard.eventstore.CommandContext;
import dev.lanyard.eventstore.Deciders;
import dev.lanyard.eventstore.Ledger;
import dev.lanyard.eventstore.Recorded;
import dev.lanyard.eventstore.Reliance;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * What {@code recover-operator} needs: the data folder, the key store and the ledger, without views
 * and without a web server. Who has the folder and the master key has everything already; this
 * makes of it a new operator, on record, instead of a file that was changed by hand.
 */
@Configuration(proxyBeanMethods = false)
@Import({StartWiring.class, KeyWiring.class, LedgerWiring.class})
public class RecoverOperatorWiring {
  /** The argument that asks for it. */
  public static final String COMMAND = "recover-operator";

  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final Logger LOG = LoggerFactory.getLogger("dev.lanyard");

  /**
   * Makes a new operator with Owner at the root, and says in one line where its credentials are.
   *
   * @param args Spring properties as {@code --name=value}, and the command
   */
  public static void run(String... args) {
    new SpringApplicationBuilder(RecoverOperatorWiring.class)
        .web(WebApplicationType.NONE)
        .run(args)
        .close();
  }

  @Bean
  MeterRegistry meters() {
    return new SimpleMeterRegistry();
  }

  @Bean
  ApplicationRunner recovery(
      DataFolder folder,
      Bootstrap bootstrap,
      Ledger<Recorded> ledger,
      Deciders deciders,
      FreshIds ids,
      InstantSource clock) {
    return _ -> {
      if (ledger.head() == 0) {
        throw new StartRefused(
            "%s has no operator to recover: start the server".formatted(folder.path()));
      }
      var operator = operator(bootstrap, ids);
      deciders
          .decide(LedgerRules.RECOVER, new RecoverOperator(operator), context(operator, ids, clock))
          .join();
      LOG.info(
          "Lanyard has a new operator, client {}; its credentials are in {}",
          operator.client(),
          folder.bootstrap());
    };
  }

  private static Operator operator(Bootstrap bootstrap, FreshIds ids) {
    var client = ids.client();
    var credentials =
        bootstrap.replace(new Bootstrap.Ids(client, ids.credential(), ids.credential()));
    return new Operator(
        ids.principal(), client, Personal.of("Recovered operator"), ids.assignment(), credentials);
  }

  /** On record as done by the operator that comes to be. */
  private static CommandContext context(Operator operator, FreshIds ids, InstantSource clock) {
    var now = clock.instant();
    return new CommandContext(
        ids.command(now),
        operator.principal(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Personal.none(),
        Personal.of(COMMAND),
        Reliance.NONE,
        now.plus(DEADLINE));
  }
}
