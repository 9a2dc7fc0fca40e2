package dev.lanyard.api.http;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Where the container sends a failure that no controller told; without it, an HTML page. */
@Hidden
@Controller
public class ErrorRoute implements ErrorController {

  /** Tells the status that the container gave; who asks for the route itself finds nothing. */
  @RequestMapping("/error")
  public void tell(HttpServletRequest request, HttpServletResponse reply) throws IOException {
    Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    int code = status instanceof Integer given ? given : HttpStatus.NOT_FOUND.value();
    ErrorReplies.write(request, reply, code == 500 ? Problems.unexpected() : Problem.of(code));
  }
}
