package dev.lanyard.api.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/** Has whoever reads the body of a request read it at a {@link BodyPace}. */
final class PacedBodies extends OncePerRequestFilter {
  /** Where the {@link BodyPace.Body} of a request is; absent where it has none. */
  static final String ATTRIBUTE = PacedBodies.class.getName();

  private final BodyPace pace;

  PacedBodies(BodyPace pace) {
    this.pace = pace;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse reply, FilterChain chain)
      throws ServletException, IOException {
    boolean none =
        request.getContentLengthLong() <= 0 && request.getHeader("Transfer-Encoding") == null;
    if (none) {
      chain.doFilter(request, reply);
      return;
    }
    BodyPace.Body body = pace.begin();
    request.setAttribute(ATTRIBUTE, body);
    chain.doFilter(new Paced(request, body), reply);
  }

  private static final class Paced extends HttpServletRequestWrapper {
    private final BodyPace.Body body;

    Paced(HttpServletRequest request, BodyPace.Body body) {
      super(request);
      this.body = body;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
      return new PacedStream(super.getInputStream(), body);
    }
  }

  private static final class PacedStream extends ServletInputStream {
    private final ServletInputStream in;
    private final BodyPace.Body body;

    PacedStream(ServletInputStream in, BodyPace.Body body) {
      this.in = in;
      this.body = body;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int at, int length) throws IOException {
      return body.read(in, into, at, length);
    }

    @Override
    public int available() throws IOException {
      return in.available();
    }

    @Override
    public boolean isFinished() {
      return in.isFinished();
    }

    @Override
    public boolean isReady() {
      return in.isReady();
    }

    @Override
    public void setReadListener(@Nullable ReadListener listener) {
      in.setReadListener(listener);
    }
  }
}
