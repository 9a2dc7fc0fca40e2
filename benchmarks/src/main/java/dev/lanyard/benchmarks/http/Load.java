package dev.lanyard.benchmarks.http;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Requests from a number of connections, each waiting for its reply before it asks again. */
final class Load {

  /**
   * What the next request is.
   *
   * @param hundred the first digit of the status that it must get
   */
  record Request(String method, String target, String body, int hundred) {
    /** One that is accepted. */
    Request(String method, String target, String body) {
      this(method, target, body, 2);
    }
  }

  /** The request with a number; numbers start at 0 and none is given twice. */
  @FunctionalInterface
  interface Requests {
    Request number(int number);
  }

  /**
   * What was measured.
   *
   * @param perSecond replies a second, all of them as expected
   * @param p50Micros half of the replies took at most this long
   * @param p99Micros 99 of 100
   * @param maxMicros the slowest
   */
  record Measured(
      int connections,
      int replies,
      double perSecond,
      long p50Micros,
      long p99Micros,
      long maxMicros) {}

  private Load() {}

  /**
   * Sends numbered requests until the time is up or the numbers are.
   *
   * @param first the first number; it moves on, so that a later run goes on where this one ended
   * @param end one past the last number
   */
  static Measured run(
      Peer peer, int connections, Duration time, AtomicInteger first, int end, Requests requests)
      throws Exception {
    long deadline = System.nanoTime() + time.toNanos();
    long began = System.nanoTime();
    List<long[]> samples = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
      List<Callable<long[]>> clients = new ArrayList<>();
      for (int c = 0; c < connections; c++) {
        clients.add(() -> client(peer, deadline, first, end, requests));
      }
      for (Future<long[]> client : threads.invokeAll(clients)) {
        samples.add(client.get());
      }
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    long[] all = samples.stream().flatMapToLong(Arrays::stream).sorted().toArray();
    if (all.length == 0) {
      throw new IOException("no request was left to send");
    }
    return new Measured(
        connections,
        all.length,
        all.length / seconds,
        all[all.length / 2] / 1_000,
        all[(int) (all.length * 0.99)] / 1_000,
        all[all.length - 1] / 1_000);
  }

  private static long[] client(
      Peer peer, long deadline, AtomicInteger first, int end, Requests requests)
      throws IOException {
    long[] nanos = new long[4_096];
    int count = 0;
    try (KeepAlive connection = new KeepAlive(peer)) {
      while (System.nanoTime() < deadline) {
        int number = first.getAndIncrement();
        if (number >= end) {
          break;
        }
        Request request = requests.number(number);
        long sent = System.nanoTime();
        connection
            .send(request.method(), request.target(), request.body())
            .inHundred(request.hundred());
        if (count == nanos.length) {
          nanos = Arrays.copyOf(nanos, count * 2);
        }
        nanos[count++] = System.nanoTime() - sent;
      }
    }
    return Arrays.copyOf(nanos, count);
  }
}
