package dev.lanyard.api.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A witness as C2SP tlog-witness describes it, but for the log's signature, which it does not look
 * at; it shares no code with what asks it.
 */
final class TestWitness implements AutoCloseable {
  static final String NAME = "witness.example/w1";
  private static final byte KIND = 4;
  private static final long SECONDS = 1_790_000_000L;

  /** A tree that was cosigned. */
  @SuppressWarnings("ArrayRecordComponent") // Compared by its bytes.
  private record Seen(long size, byte[] root) {}

  private final HttpServer server;
  private final KeyPair keys;
  private final Map<String, Seen> seen = new ConcurrentHashMap<>();
  final List<Integer> answers = new CopyOnWriteArrayList<>();

  TestWitness() throws IOException, GeneralSecurityException {
    keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/prefix/add-checkpoint", this::answer);
    server.start();
  }

  private byte[] publicKey() {
    byte[] info = keys.getPublic().getEncoded();
    return Arrays.copyOfRange(info, info.length - 32, info.length);
  }

  private static byte[] sha(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] id() {
    return Arrays.copyOf(sha((NAME + "\n").getBytes(UTF_8), new byte[] {KIND}, publicKey()), 4);
  }

  /** As {@code LANYARD_WITNESSES} names it. */
  String setting() {
    byte[] typed = ByteBuffer.allocate(33).put(KIND).put(publicKey()).array();
    return "%s+%s+%s http://127.0.0.1:%d/prefix/"
        .formatted(
            NAME,
            HexFormat.of().formatHex(id()),
            Base64.getEncoder().encodeToString(typed),
            server.getAddress().getPort());
  }

  /** The size of the last head of a log that it has cosigned. */
  long size(String origin) {
    return seen.getOrDefault(origin, new Seen(0, new byte[0])).size;
  }

  /** Lets it have cosigned a tree of a log that nobody knows, as after a restored backup. */
  void setBack(String origin, long size) {
    seen.put(origin, new Seen(size, new byte[32]));
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    String[] parts = body.split("\n\n", 3);
    String[] asked = parts[0].split("\n", -1);
    String[] head = parts[1].split("\n", -1);
    long old = Long.parseLong(asked[0].substring("old ".length()));
    Seen now = new Seen(Long.parseLong(head[1]), Base64.getDecoder().decode(head[2]));
    Seen known = seen.getOrDefault(head[0], new Seen(0, new byte[0]));
    List<byte[]> proof = new ArrayList<>();
    for (String hash : Arrays.asList(asked).subList(1, asked.length)) {
      proof.add(Base64.getDecoder().decode(hash));
    }
    if (old != known.size) {
      reply(exchange, 409, known.size + "\n");
    } else if (!follows(known, now, proof)) {
      reply(exchange, 422, "");
    } else {
      seen.put(head[0], now);
      reply(exchange, 200, "\u2014 nobody.example AAAAAAAA\n" + cosignature(parts[1] + "\n"));
    }
  }

  private void reply(HttpExchange exchange, int status, String body) throws IOException {
    answers.add(status);
    exchange.sendResponseHeaders(status, body.isEmpty() ? -1 : body.getBytes(UTF_8).length);
    exchange.getResponseBody().write(body.getBytes(UTF_8));
    exchange.close();
  }

  private String cosignature(String text) {
    try {
      Signature ed25519 = Signature.getInstance("Ed25519");
      ed25519.initSign(keys.getPrivate());
      ed25519.update(("cosignature/v1\ntime " + SECONDS + "\n" + text).getBytes(UTF_8));
      byte[] signed =
          ByteBuffer.allocate(76).put(id()).putLong(SECONDS).put(ed25519.sign()).array();
      return "\u2014 " + NAME + " " + Base64.getEncoder().encodeToString(signed) + "\n";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether a tree begins with another, by RFC 6962, 2.1.2, recursively: both roots from one. */
  private static boolean follows(Seen older, Seen newer, List<byte[]> proof) {
    if (older.size == 0) {
      return proof.isEmpty();
    }
    if (older.size == newer.size) {
      return proof.isEmpty() && Arrays.equals(older.root, newer.root);
    }
    List<byte[]> left = new ArrayList<>(proof);
    byte[][] roots = roots(older.size, newer.size, true, older.root, left);
    return left.isEmpty()
        && Arrays.equals(roots[0], older.root)
        && Arrays.equals(roots[1], newer.root);
  }

  /** SUBPROOF read from its end: the roots of the older and of the newer tree. */
  private static byte[][] roots(long m, long n, boolean whole, byte[] known, List<byte[]> proof) {
    if (m == n) {
      byte[] root = whole ? known : proof.removeLast();
      return new byte[][] {root, root};
    }
    long k = Long.highestOneBit(n - 1);
    byte[] hash = proof.removeLast();
    if (m <= k) {
      byte[][] left = roots(m, k, whole, known, proof);
      return new byte[][] {left[0], sha(new byte[] {1}, left[1], hash)};
    }
    byte[][] right = roots(m - k, n - k, false, known, proof);
    return new byte[][] {sha(new byte[] {1}, hash, right[0]), sha(new byte[] {1}, hash, right[1])};
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
