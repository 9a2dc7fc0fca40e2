package dev.lanyard.api;

import dev.lanyard.domain.Personal;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.Texts;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Makes the {@link Caller} of a request. The server listens on the loopback address only, and the
 * caller on record is the local operator.
 */
public final class CallerResolver implements HandlerMethodArgumentResolver {
  /** Longest {@code Lanyard-Reason}, in characters. */
  static final int REASON_LENGTH_MAX = 512;

  /** The {@code traceparent} header of W3C Trace Context, section 3.2; its second field. */
  private static final Pattern TRACE_PARENT =
      Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}.{0,200}");

  private static final Pattern CLIENT_REQUEST_ID = Pattern.compile("[0-9A-Za-z-]{1,64}");

  private final Supplier<PrincipalId> localOperator;

  /**
   * Makes a resolver.
   *
   * @param localOperator the principal on record; asked for at each request
   */
  public CallerResolver(Supplier<PrincipalId> localOperator) {
    this.localOperator = localOperator;
  }

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
    return of(request);
  }

  /**
   * Who makes a request.
   *
   * @throws dev.lanyard.domain.MalformedValue if its {@code Lanyard-Reason} is too long
   */
  public Caller of(NativeWebRequest request) {
    return new Caller(
        localOperator.get(),
        List.of(),
        Optional.empty(),
        address(request),
        requestId(request),
        header(request, "x-ms-client-request-id").filter(CallerResolver::isClientRequestId),
        header(request, "traceparent")
            .map(TRACE_PARENT::matcher)
            .filter(parent -> parent.matches())
            .map(parent -> parent.group(1)),
        new Personal(header(request, "Lanyard-Reason").map(CallerResolver::reason)));
  }

  /** Azure's clients send a GUID; whatever is longer or has other characters is not kept. */
  private static boolean isClientRequestId(String text) {
    return CLIENT_REQUEST_ID.matcher(text).matches();
  }

  private static Personal address(NativeWebRequest request) {
    var servlet = request.getNativeRequest(HttpServletRequest.class);
    return servlet == null ? Personal.none() : Personal.of(servlet.getRemoteAddr());
  }

  private static Optional<String> requestId(NativeWebRequest request) {
    var id = request.getAttribute(RequestIds.ATTRIBUTE, RequestAttributes.SCOPE_REQUEST);
    return Optional.ofNullable(id).map(Object::toString);
  }

  /** Servlets read header bytes as Latin-1; people write UTF-8. */
  private static String reason(String latin) {
    var text = new String(latin.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    return Texts.require("Lanyard-Reason", text, 1, REASON_LENGTH_MAX);
  }

  private static Optional<String> header(NativeWebRequest request, String name) {
    return Optional.ofNullable(request.getHeader(name)).filter(text -> !text.isBlank());
  }
}
