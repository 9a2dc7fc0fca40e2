package dev.lanyard.api;

import dev.lanyard.domain.Personal;
import dev.lanyard.domain.access.AccessEvent.Circumstances;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * By what a request is found again, whoever sent it.
 *
 * @param address the network address that it came from
 * @param requestId this server's id of it, as in the reply header {@code x-ms-request-id}
 * @param clientRequestId the client's own, from {@code x-ms-client-request-id}
 * @param traceId the trace that it belongs to: 32 lower-case hexadecimal digits
 */
public record RequestMarks(
    Personal address,
    Optional<String> requestId,
    Optional<String> clientRequestId,
    Optional<String> traceId) {
  /** The {@code traceparent} header of W3C Trace Context, section 3.2; its second field. */
  private static final Pattern TRACE_PARENT =
      Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}.{0,200}");

  /** Azure's clients send a GUID; whatever is longer or has other characters is not kept. */
  private static final Pattern CLIENT_REQUEST_ID = Pattern.compile("[0-9A-Za-z-]{1,64}");

  /** Reads them from a request; what is malformed counts as absent. */
  public static RequestMarks of(HttpServletRequest request) {
    return new RequestMarks(
        Personal.of(request.getRemoteAddr()),
        Optional.ofNullable(request.getAttribute(RequestIds.ATTRIBUTE)).map(Object::toString),
        header(request, "x-ms-client-request-id")
            .filter(id -> CLIENT_REQUEST_ID.matcher(id).matches()),
        header(request, "traceparent")
            .map(TRACE_PARENT::matcher)
            .filter(parent -> parent.matches())
            .map(parent -> parent.group(1)));
  }

  /** A header that is there and not blank. */
  static Optional<String> header(HttpServletRequest request, String name) {
    return Optional.ofNullable(request.getHeader(name)).filter(text -> !text.isBlank());
  }

  /**
   * What the access log keeps of them.
   *
   * @param decidedAt the position of the lifecycle ledger that the answer rests on
   */
  public Circumstances circumstances(long decidedAt) {
    return new Circumstances(decidedAt, requestId, clientRequestId, traceId, address);
  }
}
