package dev.lanyard.api.workload;

import dev.lanyard.api.authority.AuthorityRefusal;
import dev.lanyard.api.authority.FormBody;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a request to a token endpoint asks.
 *
 * @param resource for whom the token shall be, as it was sent; not checked yet
 * @param selector as which identity
 */
record WorkloadRequest(String resource, Selector selector) {
  private static final int RESOURCE_LENGTH_MAX = 600;

  /** How clients ask, and want to be answered (CONTRACT 3.1, 3.2). */
  enum Style {
    /** {@code GET} with {@code Metadata: true}. */
    METADATA,
    /** {@code POST} of a form with {@code Metadata: true}. */
    METADATA_FORM,
    /** {@code GET} with {@code X-IDENTITY-HEADER}, of 2019. */
    APP_SERVICE,
    /** {@code GET} with {@code secret}, of 2017. */
    APP_SERVICE_2017;

    /**
     * Tells by path, method and version.
     *
     * @throws WorkloadRefusal 405 for other methods
     */
    static Style of(List<String> path, HttpServletRequest request) {
      boolean get = request.getMethod().equals("GET");
      if (path.getFirst().equals(WorkloadAddress.ENDPOINTS)) {
        if (!get) {
          throw WorkloadError.method("GET").refusal();
        }
        return "2017-09-01".equals(request.getParameter("api-version"))
            ? APP_SERVICE_2017
            : APP_SERVICE;
      }
      if (get) {
        return METADATA;
      }
      if (path.getLast().equals("token")
          && path.get(path.size() - 2).equals("msi")
          && request.getMethod().equals("POST")) {
        return METADATA_FORM;
      }
      throw WorkloadError.method("GET").refusal();
    }

    /**
     * Requires what a client that cannot set headers cannot send (CONTRACT 3.1).
     *
     * @throws WorkloadRefusal 400 if the request has no {@code Metadata: true}, or more than that
     */
    void requireMetadata(HttpServletRequest request) {
      switch (this) {
        case APP_SERVICE, APP_SERVICE_2017 -> {}
        case METADATA, METADATA_FORM -> {
          if (!Collections.list(request.getHeaders("Metadata")).equals(List.of("true"))) {
            throw WorkloadError.metadataMissing().refusal();
          }
        }
      }
    }

    /** What the header of an identity endpoint carries. */
    Optional<String> secret(HttpServletRequest request) {
      return switch (this) {
        case METADATA, METADATA_FORM -> Optional.empty();
        case APP_SERVICE -> Optional.ofNullable(request.getHeader("X-IDENTITY-HEADER"));
        case APP_SERVICE_2017 -> Optional.ofNullable(request.getHeader("secret"));
      };
    }
  }

  /**
   * Reads a request.
   *
   * @throws WorkloadRefusal 400 that names what is missing or malformed
   */
  static WorkloadRequest of(HttpServletRequest request, Style style) throws IOException {
    Function<String, Optional<String>> parameters =
        style == Style.METADATA_FORM ? form(request)::text : name -> parameter(request, name);
    if (style != Style.METADATA_FORM && parameters.apply("api-version").isEmpty()) {
      throw WorkloadError.missing("api-version").refusal();
    }
    String resource =
        parameters.apply("resource").orElseThrow(() -> WorkloadError.missing("resource").refusal());
    if (resource.length() > RESOURCE_LENGTH_MAX) {
      throw WorkloadError.malformed("resource").refusal();
    }
    return new WorkloadRequest(resource, Selector.of(parameters));
  }

  private static FormBody form(HttpServletRequest request) throws IOException {
    try {
      return FormBody.read(request);
    } catch (AuthorityRefusal malformed) {
      throw WorkloadError.malformed("body").refusal();
    }
  }

  private static Optional<String> parameter(HttpServletRequest request, String name) {
    String[] values = request.getParameterValues(name);
    if (values == null || (values.length == 1 && values[0].isEmpty())) {
      return Optional.empty();
    }
    if (values.length > 1) {
      throw WorkloadError.malformed(name).refusal();
    }
    return Optional.of(values[0]);
  }
}
