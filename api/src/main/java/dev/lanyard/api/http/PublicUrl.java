package dev.lanyard.api.http;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;

/**
 * Where clients reach this server: the base of the links and issuers that it tells. Known once the
 * server listens.
 */
public final class PublicUrl {
  private static final List<String> OWN_NAMES = List.of("localhost", "127.0.0.1", "::1");

  private final Optional<String> configured;
  private final List<String> names;
  private final IntSupplier port;

  /**
   * Makes it from settings.
   *
   * @param configured {@code https} and a host, without path; empty for {@code localhost}
   * @param names further names of this server, as in its certificate
   * @param port the port of the HTTPS server; asked for at each use, and first when it listens
   */
  public PublicUrl(Optional<String> configured, List<String> names, IntSupplier port) {
    this.configured = configured;
    this.names = List.copyOf(names);
    this.port = port;
  }

  /** The base, such as {@code https://localhost:8443}; without a slash at its end. */
  public String base() {
    return configured.orElseGet(() -> local("localhost"));
  }

  /**
   * Every base under which a client may know this server: the public one, and one for each name of
   * its certificate.
   */
  public Set<String> all() {
    Set<String> all = new LinkedHashSet<>();
    all.add(base());
    OWN_NAMES.forEach(name -> all.add(local(name)));
    names.forEach(name -> all.add(local(name)));
    return all;
  }

  /** The host of the base, with its port where it is not the usual one. */
  public String authority() {
    return base().substring("https://".length());
  }

  private String local(String name) {
    var host = name.indexOf(':') < 0 ? name : "[" + name + "]";
    int number = port.getAsInt();
    return "https://" + host + (number == 443 ? "" : ":" + number);
  }
}
