package dev.lanyard.api;

import dev.lanyard.api.security.authentication.CallerAuthentication;
import dev.lanyard.domain.Personal;
import dev.lanyard.domain.Texts;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Makes the {@link Caller} of a request from what its token proved ({@link CallerAuthentication})
 * and from what its headers say of it.
 */
public final class CallerResolver implements HandlerMethodArgumentResolver {
  /** Longest {@code Lanyard-Reason}, in characters. */
  static final int REASON_LENGTH_MAX = 512;

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == Caller.class;
  }

  @Override
  public Caller resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer model,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binders) {
    var servlet = request.getNativeRequest(HttpServletRequest.class);
    if (servlet == null) {
      throw new IllegalStateException("only requests by HTTP have a caller");
    }
    return of(servlet);
  }

  /**
   * The caller of a request that has passed authentication.
   *
   * @throws dev.lanyard.domain.MalformedValue if its {@code Lanyard-Reason} cannot be kept
   * @throws IllegalStateException if nobody has proved to have sent it: such a request must not
   *     come this far
   */
  public static Caller of(HttpServletRequest request) {
    if (!(request.getUserPrincipal() instanceof CallerAuthentication proved)) {
      throw new IllegalStateException("nobody has proved to have sent this request");
    }
    var marks = RequestMarks.of(request);
    return new Caller(
        proved.caller(),
        proved.groups(),
        Optional.empty(),
        marks.address(),
        marks.requestId(),
        marks.clientRequestId(),
        marks.traceId(),
        new Personal(RequestMarks.header(request, "Lanyard-Reason").map(CallerResolver::reason)));
  }

  /** Servlets read header bytes as Latin-1; people write UTF-8. */
  private static String reason(String latin) {
    var text = new String(latin.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    return Texts.require("Lanyard-Reason", text, 1, REASON_LENGTH_MAX);
  }
}
