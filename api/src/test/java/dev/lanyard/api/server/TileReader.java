package dev.lanyard.api.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * Reads a log as the texts of C2SP and RFC 6962 say, and shares no code with what serves it: naive,
 * over lists of all leaves.
 */
final class TileReader {
  private static final int WIDTH = 256;
  private static final int HASH = 32;

  private final HttpClient client;
  private final String base;
  private final String token;
  private final String prefix;

  /** A head whose signature was verified. */
  @SuppressWarnings("ArrayRecordComponent") // Compared by its bytes.
  record Head(String origin, long size, byte[] root, String note) {}

  /** Reads one log of a server. */
  TileReader(Client http, String log) {
    this.client = HttpClient.newBuilder().sslContext(Trust.of(http.data())).build();
    this.base = http.base();
    this.token = http.token();
    this.prefix = "/audit/log/" + log;
  }

  HttpResponse<byte[]> get(String path) {
    var request =
        HttpRequest.newBuilder(URI.create(base + prefix + path))
            .header("Authorization", "Bearer " + token)
            .build();
    try {
      return client.send(request, BodyHandlers.ofByteArray());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private byte[] found(String path) {
    var reply = get(path);
    if (reply.statusCode() != 200) {
      throw new AssertionError(path + ": " + reply.statusCode() + " " + text(reply.body()));
    }
    return reply.body();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }

  /** The last head, by the key that the server names. */
  Head head() {
    return verified(text(found("/checkpoint")));
  }

  /** A head as a note has it. */
  Head verified(String note) {
    String[] parts = note.split("\n\n", 2);
    String[] lines = parts[0].split("\n", -1);
    requireSigned(parts[0] + "\n", parts[1].lines().toList().getFirst());
    return new Head(lines[0], Long.parseLong(lines[1]), Base64.getDecoder().decode(lines[2]), note);
  }

  private void requireSigned(String text, String line) {
    String[] key = text(found("/key")).strip().split("\\+", 3);
    byte[] typed = Base64.getDecoder().decode(key[2]);
    byte[] id = Arrays.copyOf(sha((key[0] + "\n").getBytes(UTF_8), typed), 4);
    byte[] signature = Base64.getDecoder().decode(line.split(" ", 3)[2]);
    String info =
        "302a300506032b6570032100"
            + HexFormat.of().formatHex(Arrays.copyOfRange(typed, 1, typed.length));
    try {
      Signature ed25519 = Signature.getInstance("Ed25519");
      ed25519.initVerify(
          KeyFactory.getInstance("Ed25519")
              .generatePublic(new X509EncodedKeySpec(HexFormat.of().parseHex(info))));
      ed25519.update(text.getBytes(UTF_8));
      boolean good =
          typed[0] == 1
              && line.startsWith("— " + key[0] + " ")
              && HexFormat.of().formatHex(id).equals(key[1])
              && Arrays.equals(Arrays.copyOf(signature, 4), id)
              && ed25519.verify(signature, 4, signature.length - 4);
      if (!good) {
        throw new AssertionError("not signed by " + key[0] + ": " + line);
      }
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** The entries from an index that begins a bundle up to a size, each with its tile's hash. */
  List<byte[]> entries(long from, long size) {
    List<byte[]> entries = new ArrayList<>();
    for (long tile = from / WIDTH; tile * WIDTH < size; tile++) {
      int width = (int) Math.min(WIDTH, size - tile * WIDTH);
      ByteBuffer bundle = ByteBuffer.wrap(found("/tile/entries/" + number(tile, width)));
      List<byte[]> hashes = hashes(0, tile, width);
      for (int at = 0; at < width; at++) {
        byte[] entry = new byte[Short.toUnsignedInt(bundle.getShort())];
        bundle.get(entry);
        if (!Arrays.equals(leaf(entry), hashes.get(at))) {
          throw new AssertionError("entry " + (tile * WIDTH + at) + " is not in its tile");
        }
        entries.add(entry);
      }
      if (bundle.hasRemaining()) {
        throw new AssertionError("bundle " + tile + " goes on behind its entries");
      }
    }
    return entries;
  }

  List<byte[]> hashes(int level, long tile, int width) {
    byte[] bytes = found("/tile/" + level + "/" + number(tile, width));
    if (bytes.length != width * HASH) {
      throw new AssertionError("tile %d/%d has %d bytes".formatted(level, tile, bytes.length));
    }
    List<byte[]> hashes = new ArrayList<>();
    for (int at = 0; at < bytes.length; at += HASH) {
      hashes.add(Arrays.copyOfRange(bytes, at, at + HASH));
    }
    return hashes;
  }

  private static String number(long tile, int width) {
    String number = "%03d".formatted(tile % 1000);
    for (long rest = tile / 1000; rest > 0; rest /= 1000) {
      number = "x%03d/%s".formatted(rest % 1000, number);
    }
    return width == WIDTH ? number : number + ".p/" + width;
  }

  static byte[] leaf(byte[] entry) {
    return sha(new byte[] {0}, entry);
  }

  /** MTH of RFC 6962, 2.1, over hashes of leaves; one at least. */
  static byte[] root(List<byte[]> hashes) {
    if (hashes.size() == 1) {
      return hashes.getFirst();
    }
    int split = Integer.highestOneBit(hashes.size() - 1);
    return sha(
        new byte[] {1}, root(hashes.subList(0, split)), root(hashes.subList(split, hashes.size())));
  }

  /** PATH of RFC 6962, 2.1.1. */
  static List<byte[]> path(int index, List<byte[]> hashes) {
    if (hashes.size() == 1) {
      return List.of();
    }
    int split = Integer.highestOneBit(hashes.size() - 1);
    List<byte[]> left = hashes.subList(0, split);
    List<byte[]> right = hashes.subList(split, hashes.size());
    List<byte[]> path =
        new ArrayList<>(index < split ? path(index, left) : path(index - split, right));
    path.add(root(index < split ? right : left));
    return path;
  }

  private static byte[] sha(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
