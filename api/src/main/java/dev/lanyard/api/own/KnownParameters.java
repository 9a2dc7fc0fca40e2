package dev.lanyard.api.own;

import dev.lanyard.api.http.Moment;
import dev.lanyard.api.http.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses query parameters that a handler of our own surfaces does not declare, or that come twice:
 * a misspelt filter must not answer as if it had not been given.
 */
public final class KnownParameters implements HandlerInterceptor {
  private final ConcurrentMap<HandlerMethod, Set<String>> known = new ConcurrentHashMap<>();

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse reply, Object handler) {
    if (handler instanceof HandlerMethod method) {
      var names = known.computeIfAbsent(method, KnownParameters::declaredBy);
      request
          .getParameterMap()
          .forEach(
              (name, values) -> {
                if (!names.contains(name)) {
                  throw refused(name, "is not a parameter here; there are: " + list(names));
                }
                if (values.length != 1) {
                  throw refused(name, "may be given once only");
                }
              });
    }
    return true;
  }

  private static Set<String> declaredBy(HandlerMethod method) {
    return Arrays.stream(method.getMethodParameters())
        .flatMap(KnownParameters::names)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Stream<String> names(MethodParameter parameter) {
    if (parameter.hasParameterAnnotation(ParameterObject.class)) {
      return Arrays.stream(parameter.getParameterType().getRecordComponents())
          .map(RecordComponent::getName);
    }
    if (parameter.getParameterType() == Moment.class) {
      return Stream.of(Moment.AS_OF);
    }
    return parameter.hasParameterAnnotation(RequestParam.class)
        ? Stream.of(parameter.getParameter().getName())
        : Stream.empty();
  }

  private static String list(Set<String> names) {
    return names.isEmpty() ? "none" : names.stream().sorted().collect(Collectors.joining(", "));
  }

  private static RuntimeException refused(String name, String why) {
    return Problem.of(400, "InvalidParameter", "The query parameter " + why + ".")
        .at(name.length() <= 100 ? name : name.substring(0, 100))
        .exception();
  }
}
