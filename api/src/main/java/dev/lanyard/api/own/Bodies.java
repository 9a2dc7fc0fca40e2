package dev.lanyard.api.own;

import dev.lanyard.api.Reply;
import dev.lanyard.api.http.Limits;
import dev.lanyard.api.http.Moment;
import dev.lanyard.api.http.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.HttpHeaders;

/** Bodies of requests and headers of replies. */
public final class Bodies {
  private Bodies() {}

  /**
   * The whole body, empty if there is none.
   *
   * @throws dev.lanyard.api.http.ProblemException 413 beyond {@link Limits#BODY_BYTES_MAX}
   */
  public static byte[] read(HttpServletRequest request) throws IOException {
    // The declared length is what the connector will hand over: no larger buffer than that.
    var declared = request.getContentLengthLong();
    var max = Limits.BODY_BYTES_MAX + 1;
    var bytes =
        request.getInputStream().readNBytes(declared < 0 ? max : (int) Math.min(declared, max));
    if (bytes.length > Limits.BODY_BYTES_MAX) {
      throw Problem.of(
              413,
              "RequestEntityTooLarge",
              "The body is larger than " + Limits.BODY_BYTES_MAX + " bytes.")
          .at("body")
          .exception();
    }
    return bytes;
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
