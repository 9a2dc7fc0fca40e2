package dev.lanyard.api.agent;

import com.sun.net.httpserver.HttpServer;
import dev.lanyard.api.workload.Forwarding;
import dev.lanyard.domain.MalformedValue;
import dev.lanyard.tokens.KeyStoreRefused;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** The agent's parts, and how it starts and ends. */
public final class Agent implements AutoCloseable {
  /** The first argument of the program that asks for it. */
  public static final String COMMAND = "agent";

  private static final int REFUSED = 1;
  private static final int BACKLOG = 128;

  private final AgentFolder folder;
  private final ServerLink link;
  private final AgentIdentity identity;
  private final Renewal renewal;
  private final HttpServer http;
  private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();

  private Agent(AgentSettings settings, InstantSource clock, Consumer<String> say)
      throws IOException {
    AllowedUsers users =
        new AllowedUsers(settings.users(), new PeerUsers(PeerUsers.PROC), clock, say);
    this.link = new ServerLink(settings.server(), settings.ca());
    this.folder = AgentFolder.take(settings.state());
    try {
      // Before a code is used up: nobody else may have the address.
      this.http = HttpServer.create(settings.listen(), BACKLOG);
    } catch (IOException taken) {
      folder.close();
      throw new AgentRefused(
          "--listen: %s cannot be served: %s".formatted(settings.listen(), taken.getMessage()),
          taken);
    }
    try {
      this.identity = AgentIdentity.open(folder, link, settings.code(), clock, say);
    } catch (RuntimeException failure) {
      http.stop(0);
      folder.close();
      throw failure;
    }
    this.renewal = new Renewal(identity, clock, say);
    http.setExecutor(requests);
    var _ =
        http.createContext(
            "/",
            new MetadataEndpoint(
                new Forwarding(names(settings)),
                users,
                new AgentTokens(identity, link, clock, say),
                say));
  }

  private static Set<String> names(AgentSettings settings) {
    Set<String> names = new HashSet<>(settings.hosts());
    String own = settings.listen().getAddress().getHostAddress();
    names.add(own.indexOf(':') < 0 ? own : "[" + own + "]");
    return names;
  }

  /**
   * Runs an agent until the process is ended; a start that is refused ends it with status 1 and one
   * line.
   *
   * @param args {@link #COMMAND}, then options
   */
  public static void run(String... args) {
    List<String> options = Arrays.asList(args).subList(1, args.length);
    Consumer<String> say = System.out::println;
    try {
      Agent agent = start(AgentSettings.of(options, System.getenv()), InstantSource.system(), say);
      Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(agent::close));
      agent.renewal.start();
    } catch (AgentRefused | KeyStoreRefused | MalformedValue refused) {
      say.accept("The agent does not start. " + refused.getMessage());
      System.exit(REFUSED);
    } catch (IOException | RuntimeException failure) {
      say.accept("The agent does not start. " + failure);
      System.exit(REFUSED);
    }
  }

  /**
   * Starts an agent that serves; it does not look for renewals by itself yet.
   *
   * @param say told, line by line, what is worth knowing; never a secret
   * @throws AgentRefused if it cannot, with these settings
   * @throws IOException if the machine does not let it
   */
  static Agent start(AgentSettings settings, InstantSource clock, Consumer<String> say)
      throws IOException {
    limits();
    Agent agent = new Agent(settings, clock, say);
    agent.http.start();
    say.accept("The agent serves on http://" + text(agent.address()));
    return agent;
  }

  /** The server of the JDK takes its limits from these alone: seconds, and numbers. */
  private static void limits() {
    System.setProperty("sun.net.httpserver.maxReqTime", "10");
    System.setProperty("sun.net.httpserver.maxRspTime", "30");
    System.setProperty("sun.net.httpserver.idleInterval", "30");
    System.setProperty("sun.net.httpserver.maxReqHeaders", "64");
    System.setProperty("sun.net.httpserver.maxReqHeaderSize", "32768");
    System.setProperty("sun.net.httpserver.nodelay", "true");
    System.setProperty("jdk.httpserver.maxConnections", "1024");
  }

  private static String text(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + address.getPort();
  }

  /** Where it serves. */
  InetSocketAddress address() {
    return http.getAddress();
  }

  /** By what it proves its resource. */
  AgentIdentity identity() {
    return identity;
  }

  /** What renews that. */
  Renewal renewal() {
    return renewal;
  }

  /** Ends it at once: whatever it keeps is whole at every moment. */
  @Override
  public void close() {
    renewal.close();
    http.stop(0);
    requests.shutdownNow();
    link.close();
    folder.close();
  }
}
