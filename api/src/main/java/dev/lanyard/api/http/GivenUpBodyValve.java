package dev.lanyard.api.http;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/**
 * Ends the connection of a request whose body was given up by its {@link BodyPace}: the container
 * would read on what was not read, and wait for it as nobody shall.
 */
final class GivenUpBodyValve extends ValveBase {
  GivenUpBodyValve() {
    super(true);
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    getNext().invoke(request, response);
    if (request.getAttribute(PacedBodies.ATTRIBUTE) instanceof BodyPace.Body body
        && body.isGivenUp()) {
      request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
    }
  }
}
