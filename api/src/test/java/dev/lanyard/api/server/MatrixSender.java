package dev.lanyard.api.server;

import dev.lanyard.api.security.Route;
import dev.lanyard.api.security.Route.Access;
import dev.lanyard.api.start.Installation;
import dev.lanyard.domain.PrincipalId;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Somebody who tries the rows of the route table, and has too little for most of them.
 *
 * @param principal who it is, or pretends to be
 * @param code of the error that it gets where it is refused
 * @param expects what becomes of its requests
 * @param foreign whether it asks for another subscription than there is
 */
record MatrixSender(
    String name,
    Client client,
    PrincipalId principal,
    String code,
    Function<Route, Verdict> expects,
    boolean foreign) {
  static final String NOWHERE = "99999999-9999-4999-8999-999999999999";

  /** What becomes of a request. */
  enum Verdict {
    /** 401. */
    UNKNOWN,
    /** 403, on record. */
    FORBIDDEN,
    /** Anything else, but nothing of what the sender may not see. */
    LET_IN,
    /** What everybody is told, with a token or without. */
    AS_ALL
  }

  /** All of them. */
  static List<MatrixSender> all(Server server, MatrixPlace place, Rights rights) throws Exception {
    Mint mint = new Mint(server);
    return Stream.concat(strangers(server, mint, rights), known(server.http(), mint, place, rights))
        .toList();
  }

  /** Tokens that prove nothing, most in the name of the one who may do everything. */
  private static Stream<MatrixSender> strangers(Server server, Mint mint, Rights rights)
      throws Exception {
    Client http = server.http();
    PrincipalId operator = server.part(Installation.class).operator();
    long tomorrow = Instant.now().getEpochSecond() + 86_400;
    String invalid = "InvalidAuthenticationToken";
    String expired = "ExpiredAuthenticationToken";
    String audience = "InvalidAuthenticationTokenAudience";
    String vault = mint.with(operator, "aud", "https://vault.azure.net");
    String elsewhere = mint.with(operator, "iss", "https://sts.windows.net/" + NOWHERE + "/");
    PrincipalId disabled = rights.userWith(Rights.OWNER, "/");
    rights.disable(disabled);
    PrincipalId group = rights.registered("Group");
    rights.give(group, Rights.OWNER, "/");
    PrincipalId nobody = PrincipalId.parse("id", NOWHERE);
    return Stream.of(
        stranger("no token", http.anonymous(), operator, "AuthenticationFailed"),
        stranger("malformed", http.withToken("e30.e30.e30"), operator, invalid),
        stranger("expired", http.withToken(mint.expired(operator)), operator, expired),
        stranger(
            "not yet valid",
            http.withToken(mint.with(operator, "nbf", tomorrow)),
            operator,
            expired),
        stranger("wrong audience", http.withToken(vault), operator, audience),
        stranger("wrong issuer", http.withToken(elsewhere), operator, invalid),
        stranger(
            "wrong tenant", http.withToken(mint.with(operator, "tid", NOWHERE)), operator, invalid),
        stranger("alg none", http.withToken(mint.unsigned(operator)), operator, invalid),
        stranger("alg HS256", http.withToken(mint.macOfThePublicKey(operator)), operator, invalid),
        stranger("another key", http.withToken(mint.ofAnotherKey(operator)), operator, invalid),
        stranger("its own key", http.withToken(mint.ofItsOwnKey(operator)), operator, invalid),
        stranger("a disabled owner", http.withToken(mint.good(disabled)), disabled, invalid),
        stranger("a group", http.withToken(mint.good(group)), group, invalid),
        stranger("nobody", http.withToken(mint.good(nobody)), nobody, invalid));
  }

  private static MatrixSender stranger(
      String name, Client client, PrincipalId principal, String code) {
    boolean silent = name.equals("no token");
    return new MatrixSender(
        name,
        client,
        principal,
        code,
        row ->
            isForAll(row) || (silent && row.id().equals("/actuator/health"))
                ? Verdict.AS_ALL
                : Verdict.UNKNOWN,
        false);
  }

  /**
   * The authority reads no token. Health reads one, and tells more to whom it knows; where failures
   * are told, whoever asks for that itself is asked for a name as everywhere.
   */
  private static boolean isForAll(Route row) {
    return row.access() == Access.OPEN
        && !row.id().equals("/actuator/health")
        && !row.id().equals("/error");
  }

  /** Who is known here, and has too little. */
  private static Stream<MatrixSender> known(
      Client http, Mint mint, MatrixPlace place, Rights rights) {
    Story office = new Story(http, "office");
    office.createGroup();
    PrincipalId beside = rights.userWith(Rights.OWNER, office.group);
    PrincipalId ofVault = rights.userWith(Rights.OWNER, place.story.vault);
    PrincipalId reader = rights.userWith(Rights.READER, "/");
    PrincipalId none = rights.registered("User");
    PrincipalId ofAll = rights.userWith(Rights.OWNER, place.story.subscription);
    String sibling = office.group;
    String thing = place.story.vault;
    return Stream.of(
        known("no role", http, mint, none, _ -> false, false),
        known("owner of a sibling group", http, mint, beside, r -> place.holds(r, sibling), false),
        known("owner of a sibling thing", http, mint, ofVault, r -> place.holds(r, thing), false),
        known("reader of everything", http, mint, reader, r -> r.action().endsWith("/read"), false),
        known("owner elsewhere", http, mint, ofAll, _ -> false, true));
  }

  private static MatrixSender known(
      String name,
      Client http,
      Mint mint,
      PrincipalId principal,
      Predicate<Route> may,
      boolean foreign) {
    return new MatrixSender(
        name,
        http.withToken(mint.good(principal)),
        principal,
        "AuthorizationFailed",
        row ->
            switch (row.access()) {
              case OPEN -> isForAll(row) ? Verdict.AS_ALL : Verdict.LET_IN;
              case AUTHENTICATED -> Verdict.LET_IN;
              case RIGHT, LISTING, ANY_ROLE -> may.test(row) ? Verdict.LET_IN : Verdict.FORBIDDEN;
            },
        foreign);
  }

  /** Whether it makes a difference at a row. */
  boolean tries(Route row) {
    return !foreign || row.sample().contains("{sub}");
  }

  /** Whether it may see all that is read. */
  boolean seesAll() {
    return name.startsWith("reader");
  }
}
