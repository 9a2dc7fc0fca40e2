package dev.lanyard.api.agent;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * Whose process is at the other end of a connection within the machine: Linux tells the user of
 * each socket in {@code /proc/net/tcp} and {@code tcp6} (proc_net_tcp.txt of the kernel). A process
 * in another network name space is in neither, and so nobody.
 */
final class PeerUsers {
  /** Where the kernel tells them. */
  static final Path PROC = Path.of("/proc/net");

  private static final String ESTABLISHED = "01";

  /** The kernel's, of a socket whose process is gone: its user says nothing. */
  private static final String NO_INODE = "0";

  // Columns of a row.
  private static final int LOCAL = 1;
  private static final int REMOTE = 2;
  private static final int STATE = 3;
  private static final int USER = 7;
  private static final int INODE = 9;

  private static final int IPV4_BYTES = 4;
  private static final int IPV6_BYTES = 16;

  private final Path folder;

  /** Reads the tables in a folder. */
  PeerUsers(Path folder) {
    this.folder = folder;
  }

  /** Whether this machine tells users. */
  boolean canTell() {
    return Files.isReadable(folder.resolve("tcp"));
  }

  /**
   * The user whose socket a connection ends at.
   *
   * @param peer the other end's address
   * @param own ours
   * @return empty if the connection is in no table
   * @throws IOException if a table cannot be read
   */
  OptionalLong of(InetSocketAddress peer, InetSocketAddress own) throws IOException {
    if (peer.getAddress().getAddress().length == IPV4_BYTES) {
      OptionalLong user = find("tcp", cell(peer, IPV4_BYTES), cell(own, IPV4_BYTES));
      if (user.isPresent()) {
        return user;
      }
    }
    // Here are also sockets of IPv6 that speak IPv4, by mapped addresses (RFC 4291, 2.5.5.2).
    return find("tcp6", cell(peer, IPV6_BYTES), cell(own, IPV6_BYTES));
  }

  private OptionalLong find(String table, String local, String remote) throws IOException {
    Path file = folder.resolve(table);
    if (!Files.exists(file)) {
      return OptionalLong.empty();
    }
    try (BufferedReader rows = Files.newBufferedReader(file, StandardCharsets.US_ASCII)) {
      for (String row = rows.readLine(); row != null; row = rows.readLine()) {
        String[] cells = row.strip().split("\\s+", -1);
        if (cells.length > INODE
            && cells[LOCAL].equals(local)
            && cells[REMOTE].equals(remote)
            && cells[STATE].equals(ESTABLISHED)
            && !cells[INODE].equals(NO_INODE)) {
          return OptionalLong.of(Long.parseLong(cells[USER]));
        }
      }
    }
    return OptionalLong.empty();
  }

  /** An address as the kernel prints it: words of 32 bits, as the machine has them in memory. */
  private static String cell(InetSocketAddress address, int length) {
    ByteBuffer network = ByteBuffer.wrap(bytes(address.getAddress(), length));
    network.order(ByteOrder.nativeOrder());
    StringBuilder text = new StringBuilder();
    while (network.hasRemaining()) {
      text.append(String.format(Locale.ROOT, "%08X", network.getInt()));
    }
    return text.append(String.format(Locale.ROOT, ":%04X", address.getPort())).toString();
  }

  private static byte[] bytes(InetAddress address, int length) {
    byte[] own = address.getAddress();
    if (own.length == length) {
      return own;
    }
    byte[] mapped = new byte[IPV6_BYTES];
    mapped[10] = (byte) 0xff;
    mapped[11] = (byte) 0xff;
    System.arraycopy(own, 0, mapped, IPV6_BYTES - IPV4_BYTES, IPV4_BYTES);
    return mapped;
  }
}
