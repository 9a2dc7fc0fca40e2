package dev.lanyard.api.arm;

import dev.lanyard.api.Caller;
import dev.lanyard.api.Reply;
import dev.lanyard.api.http.JsonText;
import dev.lanyard.api.http.Moment;
import dev.lanyard.api.http.Moments;
import dev.lanyard.api.http.Origin;
import dev.lanyard.api.http.PageQuery;
import dev.lanyard.api.http.Problem;
import dev.lanyard.api.http.ProblemException;
import dev.lanyard.api.http.QueryText;
import dev.lanyard.api.http.SkipTokens;
import dev.lanyard.api.own.Bodies;
import dev.lanyard.api.security.GuardedRequest;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.Rule;
import dev.lanyard.domain.command.LifecycleCommand;
import dev.lanyard.projections.Page;
import dev.lanyard.projections.Paging;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** One request to the ARM surface, and what an endpoint may do for it: read, or send commands. */
public final class ArmRequest {
  private final HttpServletRequest http;
  private final HttpServletResponse reply;
  private final GuardedRequest guarded;
  private final Moments moments;
  private final SkipTokens skipTokens;
  private final QueryText query;

  ArmRequest(
      HttpServletRequest http,
      HttpServletResponse reply,
      GuardedRequest guarded,
      Moments moments,
      SkipTokens skipTokens) {
    this.http = http;
    this.reply = reply;
    this.guarded = guarded;
    this.moments = moments;
    this.skipTokens = skipTokens;
    this.query = QueryText.parse(http.getQueryString());
  }

  /** What is asked; HEAD is read as GET, and replied to without the body. */
  public String method() {
    return isHead() ? "GET" : http.getMethod();
  }

  boolean isHead() {
    return http.getMethod().equals("HEAD");
  }

  /** Who asks. */
  public Caller caller() {
    return guarded.caller();
  }

  /** What the caller may. */
  public GuardedRequest guarded() {
    return guarded;
  }

  /** A query parameter, decoded; empty text counts as absent. */
  public Optional<String> query(String name) {
    return query.get(name);
  }

  /** A request header. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(http.getHeader(name));
  }

  /** Scheme, host and port as the client wrote them: the start of absolute links. */
  public String base() {
    return Origin.of(http);
  }

  /**
   * The members of the body.
   *
   * @throws ProblemException 400 if it is no JSON object, 413 if it is too large, 415 if it says
   *     that it is no JSON
   */
  public Fields body() throws IOException {
    return Fields.of(json());
  }

  /** The same of a request that may come without a body. */
  public Optional<Fields> bodyOrNone() throws IOException {
    byte[] bytes = Bodies.read(http);
    return bytes.length == 0 ? Optional.empty() : Optional.of(Fields.of(json(bytes)));
  }

  /** The body itself, under the same conditions. */
  public Json.Obj json() throws IOException {
    return json(Bodies.read(http));
  }

  private Json.Obj json(byte[] bytes) {
    String type = http.getContentType();
    if (type != null && !type.toLowerCase(Locale.ROOT).contains("json")) {
      throw Problem.of(415, "UnsupportedMediaType", "The request body must be application/json.")
          .exception();
    }
    if (!(JsonText.read(bytes) instanceof Json.Obj object)) {
      throw new MalformedValue("body", "must be a JSON object");
    }
    return object;
  }

  /** As of when to read; the reply tells its position. */
  public Moment moment() {
    Moment moment = moments.of(query(Moment.AS_OF), header(Moment.MIN_POSITION_HEADER));
    reply.setHeader(Moment.POSITION_HEADER, Long.toString(moment.position()));
    return moment;
  }

  /** {@link #moment} for what the audit trail tells; it is waited for until it has passed that. */
  public Moment momentOfAudit() {
    Moment moment = moment();
    moments.ofAudit(Optional.of(Long.toString(moment.position())));
    return moment;
  }

  /** Against which instant expiries are held as of a moment of this request. */
  public Instant evaluated(Moment moment, Instant now) {
    return moments.evaluated(moment, query(Moment.AS_OF), now);
  }

  /** Sends a command; the reply tells its position, and whether reads lag behind it. */
  public <C extends LifecycleCommand, S> Reply<S> send(Rule<C, S> rule, C command) {
    if (query(Moment.AS_OF).isPresent()) {
      throw new MalformedValue(Moment.AS_OF, "is for reading only");
    }
    Reply<S> done = guarded.send(rule, command);
    reply.setHeader(Moment.POSITION_HEADER, Long.toString(done.done().position()));
    if (done.behind()) {
      reply.setHeader("Lanyard-Behind", "true");
    }
    return done;
  }

  /** Which page of a listing is asked for: {@code $top} and {@code $skiptoken}. */
  public Paging paging() {
    return PageQuery.of(query, skipTokens);
  }

  /** A parameter that counts; 0 where it is absent. */
  public int count(String name) {
    return PageQuery.count(query, name);
  }

  /** A page as ARM lists: {@code value}, and {@code nextLink} where there is more. */
  public <T> ArmReply list(Page<T> page, Function<? super T, Json.Obj> body) {
    return list(new JsonBuilder(), page, body);
  }

  /** The same, behind members that the listing has beside. */
  public <T> ArmReply list(JsonBuilder start, Page<T> page, Function<? super T, Json.Obj> body) {
    List<Json> items = page.items().stream().<Json>map(body).toList();
    JsonBuilder listing = start.json("value", new Json.Arr(items));
    String at = base() + http.getRequestURI();
    page.next().ifPresent(next -> listing.text("nextLink", skipTokens.link(at, query, next)));
    return ArmReply.of(200, listing.build());
  }

  /** The version that the client asks for; any is answered (CONTRACT 1, rule 5). */
  public String apiVersion() {
    return query("api-version").orElseThrow(() -> Problem.missingApiVersion().exception());
  }

  /** Refuses all methods but GET and HEAD. */
  public void requireGet() {
    if (!method().equals("GET")) {
      throw notAllowed("GET", "HEAD");
    }
  }

  /** 405, for the methods that a route does not have. */
  public ProblemException notAllowed(String... allowed) {
    return Problem.methodNotAllowed(allowed).exception();
  }
}
