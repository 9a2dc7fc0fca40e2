package dev.lanyard.benchmarks.http;

import dev.lanyard.benchmarks.ledger.Places;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own, on a free loopback port. */
final class Server implements AutoCloseable {
  /** Of the virtual machine, as docs/operating.md says for a busy server. */
  static final List<String> OPTIONS =
      List.of("-Xmx2g", "-XX:MaxGCPauseMillis=20", "-XX:+UseCompactObjectHeaders");

  private static final Duration START_MAX = Duration.ofSeconds(90);

  private final Process process;
  private final int port;
  private final int workloadPort;
  private final Peers peers;

  /** How clients connect to a server once it has started. */
  @FunctionalInterface
  interface Peers {
    /** The server on a port. */
    Peer at(int port) throws IOException;
  }

  private Server(Process process, int port, int workloadPort, Peers peers) {
    this.process = process;
    this.port = port;
    this.workloadPort = workloadPort;
    this.peers = peers;
  }

  /**
   * Starts a server and waits until a target answers 2xx.
   *
   * @param command what follows {@code java}
   * @param log where its output goes
   * @param peers how to connect to it
   */
  static Server start(List<String> command, Path data, Path log, String readyTarget, Peers peers)
      throws Exception {
    int port = freePort();
    int workloadPort = freePort();
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.redirectOutput(log.toFile());
    builder.environment().put("SERVER_PORT", Integer.toString(port));
    builder.environment().put("LANYARD_WORKLOAD_PORT", Integer.toString(workloadPort));
    builder.environment().put("LANYARD_WORKLOAD_PATHS", "true");
    builder.environment().put("LANYARD_DATA", data.toString());
    builder.environment().put("LANYARD_SUBSCRIPTION_ID", Places.SUBSCRIPTION.toString());
    // One address and one principal make all requests here.
    builder.environment().put("LANYARD_RATE_ADDRESS", "0");
    builder.environment().put("LANYARD_RATE_PRINCIPAL", "0");
    builder.environment().put("LANYARD_RATE_REFUSALS", "0");
    builder.environment().put("LANYARD_RATE_TOKENS", "0");
    builder.environment().put("LANYARD_RATE_WORKLOAD", "0");
    Server server = new Server(builder.start(), port, workloadPort, peers);
    try {
      server.awaitReady(readyTarget, log);
    } catch (IOException | InterruptedException notReady) {
      server.close();
      throw notReady;
    }
    return server;
  }

  /** The processor time that it has taken so far. */
  Duration processor() {
    return process.info().totalCpuDuration().orElseThrow();
  }

  /** How clients connect to it. */
  Peer peer() throws IOException {
    return peers.at(port);
  }

  /** How workloads connect to it, in clear. */
  Peer workloads() {
    return Peer.inClear(workloadPort);
  }

  private void awaitReady(String target, Path log) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START_MAX.toNanos();
    while (System.nanoTime() < deadline && process.isAlive()) {
      try (KeepAlive connection = new KeepAlive(peer())) {
        if (connection.send("GET", target, "").status() / 100 == 2) {
          return;
        }
      } catch (IOException notYet) {
        if (!process.isAlive()) {
          throw new IOException("the server ended; see " + log, notYet);
        }
      }
      process.waitFor(200, TimeUnit.MILLISECONDS);
    }
    throw new IOException("the server did not answer in " + START_MAX + "; see " + log);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Asks the process to end, and ends it if it has not after 20 s. */
  @Override
  public void close() {
    process.destroy();
    process
        .onExit()
        .completeOnTimeout(process, 20, TimeUnit.SECONDS)
        .thenAccept(Process::destroyForcibly)
        .join();
    process.onExit().join();
  }
}
