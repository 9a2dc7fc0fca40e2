package dev.lanyard.api.http;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Gives controllers their {@link Moment} parameter, and the reply its position header. */
public final class MomentResolver implements HandlerMethodArgumentResolver {
  private final Moments moments;

  /** Makes a resolver that asks {@code moments}. */
  public MomentResolver(Moments moments) {
    this.moments = moments;
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == Moment.class;
  }

  @Override
  public Moment resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer model,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binders) {
    Moment moment =
        moments.of(
            Optional.ofNullable(request.getParameter(Moment.AS_OF)),
            Optional.ofNullable(request.getHeader(Moment.MIN_POSITION_HEADER)));
    var reply = request.getNativeResponse(HttpServletResponse.class);
    if (reply != null) {
      reply.setHeader(Moment.POSITION_HEADER, Long.toString(moment.position()));
    }
    return moment;
  }
}
