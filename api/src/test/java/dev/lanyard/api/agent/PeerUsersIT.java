package dev.lanyard.api.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerUsersIT {
  private static final String HEAD =
      "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout"
          + " inode\n";

  @TempDir private Path folder;

  /** Tables as a little-endian machine has them. */
  private void tables(List<String> tcp, List<String> tcp6) throws IOException {
    assumeThat(ByteOrder.nativeOrder()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
    Files.writeString(folder.resolve("tcp"), HEAD + String.join("\n", tcp) + "\n");
    Files.writeString(folder.resolve("tcp6"), HEAD + String.join("\n", tcp6) + "\n");
  }

  private static String row(String local, String remote, String state, long user, long inode) {
    return "   3: %s %s %s 00000000:00000000 00:00000000 00000000 %5d        0 %d 1 0 20 4 30 10 -1"
        .formatted(local, remote, state, user, inode);
  }

  private OptionalLong of(String peer, String own) throws IOException {
    return new PeerUsers(folder)
        .of(
            new InetSocketAddress(InetAddress.ofLiteral(peer), 40_000),
            new InetSocketAddress(InetAddress.ofLiteral(own), 8_080));
  }

  @Test
  void the_row_of_the_other_end_tells_its_user() throws IOException {
    tables(
        List.of(
            row("0100007F:1F90", "00000000:0000", "0A", 1, 11),
            row("0100007F:1F90", "0100007F:9C40", "01", 2, 12),
            row("0100007F:9C40", "0100007F:1F91", "01", 3, 13),
            row("0200007F:9C40", "0100007F:1F90", "01", 4, 14),
            row("0100007F:9C40", "0100007F:1F90", "01", 1000, 15)),
        List.of());
    assertThat(of("127.0.0.1", "127.0.0.1")).hasValue(1000);
    assertThat(of("127.0.0.2", "127.0.0.1")).hasValue(4);
    assertThat(of("127.0.0.3", "127.0.0.1")).isEmpty();
  }

  @Test
  void addresses_of_ipv6_and_mapped_ones_are_found_in_their_table() throws IOException {
    tables(
        List.of(),
        List.of(
            row(
                "00000000000000000000000001000000:9C40",
                "00000000000000000000000001000000:1F90",
                "01",
                6,
                16),
            row(
                "0000000000000000FFFF00000100007F:9C40",
                "0000000000000000FFFF00000100007F:1F90",
                "01",
                7,
                17),
            row(
                "000080FE00000000FF005450FE8B1D3E:9C40",
                "000080FE00000000FF005450FE8B1D3E:1F90",
                "01",
                4_294_967_294L,
                18)));
    assertThat(of("::1", "::1")).hasValue(6);
    assertThat(of("127.0.0.1", "127.0.0.1")).hasValue(7);
    assertThat(of("fe80::5054:ff:3e1d:8bfe", "fe80::5054:ff:3e1d:8bfe")).hasValue(4_294_967_294L);
  }

  @Test
  void the_rows_of_sockets_without_a_process_tell_nothing() throws IOException {
    tables(
        List.of(
            row("0100007F:9C40", "0100007F:1F90", "06", 0, 0),
            row("0100007F:9C40", "0100007F:1F90", "01", 0, 0),
            row("0100007F:9C40", "0100007F:1F90", "05", 0, 19),
            "  garbage"),
        List.of());
    assertThat(of("127.0.0.1", "127.0.0.1")).isEmpty();
  }

  @Test
  void a_machine_without_tables_tells_nobody() throws IOException {
    PeerUsers none = new PeerUsers(folder.resolve("none"));
    assertThat(none.canTell()).isFalse();
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
    assertThat(none.of(any, any)).isEmpty();
  }

  @Test
  void the_kernel_tells_the_user_of_a_connection_of_this_process() throws IOException {
    PeerUsers real = new PeerUsers(PeerUsers.PROC);
    assumeThat(real.canTell()).isTrue();
    int own = (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    for (String literal : List.of("127.0.0.1", "::1")) {
      try (ServerSocket server = new ServerSocket(0, 1, InetAddress.ofLiteral(literal));
          Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
          Socket accepted = server.accept()) {
        assertThat(
                real.of(
                    (InetSocketAddress) accepted.getRemoteSocketAddress(),
                    (InetSocketAddress) accepted.getLocalSocketAddress()))
            .hasValue(own);
        assertThat(client.isConnected()).isTrue();
      }
    }
  }
}
