package dev.lanyard.evidence.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lanyard.evidence.Hash;
import dev.lanyard.evidence.HashLines;
import dev.lanyard.evidence.SignedNote;
import dev.lanyard.evidence.VerifierKey;
import dev.lanyard.evidence.bundle.Given;
import dev.lanyard.evidence.bundle.Given.NamedNote;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a command line asks for.
 *
 * @param target what is to be verified
 * @param given what the reviewer has from elsewhere
 * @param json whether a machine reads the verdict
 */
record VerifyOptions(Target target, Given given, boolean json) {
  static final String USAGE =
      """
      usage: verify <bundle> [--key <verifier key or file>]... [--checkpoint <file>]...
                    [--consistency <file>]... [--json]
             verify --store <url of the log> [--token-file <file>] [--ca <file>]
                    [--first <position>] [--key <verifier key or file>]...
                    [--checkpoint <file>]... [--json]
      """;

  /** What is to be verified. */
  sealed interface Target {
    /** A bundle: a zip, or a folder. */
    record Bundle(Path path) implements Target {}

    /**
     * A whole log.
     *
     * @param prefix the URL below which it is served
     * @param token a bearer token
     * @param ca what the server's certificate is under
     * @param first the position from which on no leaf may be missing, from 1
     */
    record Store(URI prefix, Optional<String> token, Optional<Path> ca, long first)
        implements Target {
      /** Tells no token. */
      @Override
      public String toString() {
        return "Store[" + prefix + "]";
      }
    }
  }

  private static final String BUNDLE = "the bundle";

  /**
   * Reads a command line.
   *
   * @param args without the word {@code verify}
   * @throws UsageRefused if it is none
   */
  static VerifyOptions of(List<String> args) {
    List<VerifierKey> keys = new ArrayList<>();
    List<NamedNote> checkpoints = new ArrayList<>();
    List<List<Hash>> proofs = new ArrayList<>();
    Map<String, String> single = new HashMap<>();
    Iterator<String> rest = args.iterator();
    while (rest.hasNext()) {
      String arg = rest.next();
      switch (arg) {
        case "--json" -> once(single, arg, arg);
        case "--store", "--token-file", "--ca", "--first" -> once(single, arg, value(arg, rest));
        case "--key" -> keys.addAll(GivenFiles.keys(value(arg, rest)));
        case "--checkpoint" -> {
          String file = value(arg, rest);
          checkpoints.add(new NamedNote(file, GivenFiles.read(arg, file, SignedNote::parse)));
        }
        case "--consistency" ->
            proofs.add(GivenFiles.read(arg, value(arg, rest), HashLines::parse));
        default -> once(single, arg.startsWith("-") ? "not understood: " + arg : BUNDLE, arg);
      }
    }
    return new VerifyOptions(
        target(single), new Given(keys, checkpoints, proofs), single.containsKey("--json"));
  }

  private static void once(Map<String, String> single, String option, String value) {
    if (option.startsWith("not ")) {
      throw new UsageRefused(option);
    }
    if (single.putIfAbsent(option, value) != null) {
      throw new UsageRefused(option + " can be given once only");
    }
  }

  private static Target target(Map<String, String> single) {
    Optional<String> bundle = Optional.ofNullable(single.get(BUNDLE));
    Optional<String> store = Optional.ofNullable(single.get("--store"));
    if (bundle.isPresent() == store.isPresent()) {
      throw new UsageRefused("either a bundle is named, or --store");
    }
    return store
        .<Target>map(
            text -> {
              URI url = url(text);
              Optional<String> file = Optional.ofNullable(single.get("--token-file"));
              if (file.isPresent() && !isHidden(url)) {
                throw new UsageRefused(
                    "--token-file: a token is sent by https only, or to this machine");
              }
              return new Target.Store(
                  url,
                  file.map(VerifyOptions::token),
                  Optional.ofNullable(single.get("--ca")).map(GivenFiles::path),
                  Optional.ofNullable(single.get("--first")).map(VerifyOptions::first).orElse(1L));
            })
        .orElseGet(() -> new Target.Bundle(GivenFiles.path(bundle.orElseThrow())));
  }

  private static URI url(String text) {
    try {
      URI url = new URI(text);
      boolean http = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
      if (http && url.getHost() != null && url.getQuery() == null && url.getFragment() == null) {
        return url;
      }
    } catch (URISyntaxException malformed) {
      throw new UsageRefused("--store: not a URL");
    }
    throw new UsageRefused("--store: not an http or https URL without a query");
  }

  private static long first(String position) {
    if (!position.matches("[1-9][0-9]{0,17}")) {
      throw new UsageRefused("--first: not a position, a whole number from 1 on");
    }
    return Long.parseLong(position);
  }

  /** Whether nobody on the way can read what is sent: by TLS, or without a network. */
  private static boolean isHidden(URI url) {
    String host = url.getHost();
    if ("https".equals(url.getScheme()) || host.equalsIgnoreCase("localhost")) {
      return true;
    }
    try {
      return InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")).isLoopbackAddress();
    } catch (IllegalArgumentException name) {
      return false;
    }
  }

  private static String token(String file) {
    String token = GivenFiles.read("--token-file", file, bytes -> new String(bytes, UTF_8).strip());
    if (token.isEmpty() || token.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new UsageRefused("--token-file: there is no token in " + file);
    }
    return token;
  }

  private static String value(String option, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new UsageRefused(option + " needs a value");
    }
    return rest.next();
  }
}
