package dev.lanyard.api;

import dev.lanyard.api.agent.Agent;
import dev.lanyard.api.wiring.AccessWiring;
import dev.lanyard.api.wiring.ComplianceWiring;
import dev.lanyard.api.wiring.EnrolmentWiring;
import dev.lanyard.api.wiring.EvidenceWiring;
import dev.lanyard.api.wiring.GuardWiring;
import dev.lanyard.api.wiring.KeyWiring;
import dev.lanyard.api.wiring.LedgerWiring;
import dev.lanyard.api.wiring.RecoverOperatorWiring;
import dev.lanyard.api.wiring.SecurityWiring;
import dev.lanyard.api.wiring.StartWiring;
import dev.lanyard.api.wiring.StreamWiring;
import dev.lanyard.api.wiring.SurfaceWiring;
import dev.lanyard.api.wiring.TokenWiring;
import dev.lanyard.api.wiring.TransportWiring;
import dev.lanyard.api.wiring.ViewWiring;
import dev.lanyard.api.wiring.WatchWiring;
import dev.lanyard.api.wiring.WorkloadWiring;
import dev.lanyard.evidence.cli.Verify;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** Starts Lanyard and serves its HTTP surfaces until the process is stopped. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({
  StartWiring.class,
  TransportWiring.class,
  KeyWiring.class,
  TokenWiring.class,
  WorkloadWiring.class,
  EnrolmentWiring.class,
  SecurityWiring.class,
  LedgerWiring.class,
  AccessWiring.class,
  EvidenceWiring.class,
  ViewWiring.class,
  GuardWiring.class,
  SurfaceWiring.class,
  StreamWiring.class,
  ComplianceWiring.class,
  WatchWiring.class
})
public class Application {

  /**
   * Starts the server, or does what the first argument names: {@code recover-operator} makes a new
   * operator while no server runs; {@code agent} serves tokens beside a workload; {@code verify}
   * checks evidence.
   *
   * @param args Spring properties as {@code --name=value}; may be empty. Those of the agent and of
   *     the verification are their own, and nothing of Spring is loaded for them
   */
  public static void main(String[] args) {
    if (args.length > 0 && args[0].equals(Agent.COMMAND)) {
      Agent.run(args);
    } else if (args.length > 0 && args[0].equals(Verify.COMMAND)) {
      Verify.main(args);
    } else if (List.of(args).contains(RecoverOperatorWiring.COMMAND)) {
      RecoverOperatorWiring.run(args);
    } else {
      SpringApplication.run(Application.class, args);
    }
  }
}
