package dev.lanyard.api.security;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Gives controllers the {@link GuardedRequest} that {@link OwnSurfaceGuard} let in. */
public final class GuardedRequestResolver implements HandlerMethodArgumentResolver {

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == GuardedRequest.class;
  }

  @Override
  public Object resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer model,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binders) {
    Object guarded =
        request.getAttribute(OwnSurfaceGuard.ATTRIBUTE, RequestAttributes.SCOPE_REQUEST);
    if (guarded instanceof GuardedRequest admitted) {
      return admitted;
    }
    throw new IllegalStateException(parameter + " is of a route without a guard");
  }
}
