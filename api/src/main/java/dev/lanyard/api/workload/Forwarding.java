package dev.lanyard.api.workload;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps away requests that a workload did not mean to send: a server that fetches what it is told
 * to (SSRF) adds no header of ours, a proxy adds some of its own, and a page in a browser whose
 * name was bound to the loopback address anew (DNS rebinding) names a foreign host.
 */
public final class Forwarding {
  private static final List<String> OF_PROXIES =
      List.of("X-Forwarded-For", "Forwarded", "Via", "X-Forwarded-Host", "X-Forwarded-Proto");

  /** The names of the machine itself, and the link-local address of metadata services. */
  private static final Set<String> USUAL =
      Set.of("localhost", "127.0.0.1", "[::1]", "169.254.169.254");

  /** RFC 9112, section 3.2: a host, in brackets where it is an IPv6 address, and a port. */
  private static final Pattern HOST =
      Pattern.compile("([^:\\[\\]]{1,255}|\\[[0-9a-f:.]{2,45}\\])(:[0-9]{0,5})?");

  private final Set<String> hosts;

  /**
   * Lets in requests for some hosts.
   *
   * @param more names beside the machine's own; lower case, without ports
   */
  public Forwarding(Set<String> more) {
    Set<String> all = new java.util.HashSet<>(USUAL);
    all.addAll(more);
    this.hosts = Set.copyOf(all);
  }

  /**
   * Goes on if a request comes straight from a workload.
   *
   * @throws WorkloadRefusal 400 if not
   */
  void refuse(HttpServletRequest request) {
    refuse(name -> Collections.list(request.getHeaders(name)));
  }

  /**
   * The same, for a request of any server.
   *
   * @param headers the values of a header; none where it is absent
   * @throws WorkloadRefusal 400 if it does not come straight from a workload
   */
  public void refuse(Function<String, List<String>> headers) {
    for (String header : OF_PROXIES) {
      if (!headers.apply(header).isEmpty()) {
        throw WorkloadError.forwarded(header).refusal();
      }
    }
    List<String> host = headers.apply("Host");
    Matcher named = HOST.matcher(host.size() == 1 ? host.getFirst().toLowerCase(Locale.ROOT) : "");
    if (!named.matches() || !hosts.contains(named.group(1))) {
      throw WorkloadError.foreignHost().refusal();
    }
  }
}
