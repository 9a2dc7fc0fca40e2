package dev.lanyard.api.own;

import dev.lanyard.api.Reply;
import dev.lanyard.api.http.Limits;
import dev.lanyard.api.http.Moment;
import dev.lanyard.api.http.Problem;
import dev.lanyard.domain.About;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.function.Function;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/** Bodies of requests and headers of replies. */
public final class Bodies {
  private Bodies() {}

  /**
   * The whole body, empty if there is none.
   *
   * @throws dev.lanyard.api.http.ProblemException 413 beyond {@link Limits#BODY_BYTES_MAX}
   */
  public static byte[] read(HttpServletRequest request) throws IOException {
    return read(request, Limits.BODY_BYTES_MAX);
  }

  /**
   * Likewise, of a surface that takes less.
   *
   * @param bytesMax the most that it takes
   * @throws dev.lanyard.api.http.ProblemException 413 beyond that
   */
  public static byte[] read(HttpServletRequest request, int bytesMax) throws IOException {
    // The declared length is what the connector will hand over: no larger buffer than that.
    var declared = request.getContentLengthLong();
    var max = bytesMax + 1;
    var bytes =
        request.getInputStream().readNBytes(declared < 0 ? max : (int) Math.min(declared, max));
    if (bytes.length > bytesMax) {
      throw Problem.of(
              413, "RequestEntityTooLarge", "The body is larger than " + bytesMax + " bytes.")
          .at("body")
          .exception();
    }
    return bytes;
  }

  /** What a PUT replies: 201 where there was nothing before, else 200, with what is there now. */
  public static <T, B> ResponseEntity<B> put(
      Reply<? extends About<T>> reply, Function<? super T, B> body) {
    var done = reply.done();
    return ResponseEntity.status(done.before().subject().isEmpty() ? 201 : 200)
        .headers(headers(reply))
        .body(body.apply(done.after().subject().orElseThrow()));
  }

  /** What a DELETE replies: 204, whether or not there was anything. */
  public static ResponseEntity<Void> deleted(Reply<?> reply) {
    return ResponseEntity.noContent().headers(headers(reply)).build();
  }

  /** Which commit a command's reply rests on, and whether reads may be behind it. */
  public static HttpHeaders headers(Reply<?> reply) {
    var headers = new HttpHeaders();
    headers.set(Moment.POSITION_HEADER, Long.toString(reply.done().position()));
    if (reply.behind()) {
      headers.set("Lanyard-Behind", "true");
    }
    return headers;
  }
}
