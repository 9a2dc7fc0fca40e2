package dev.lanyard.benchmarks.http;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** A Spring MVC endpoint that does nothing: what HTTP and JSON alone cost on this machine. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@RestController
public class EmptyEndpoint {

  /** Serves on the port that {@code SERVER_PORT} names. */
  public static void main(String... arguments) {
    SpringApplication.run(EmptyEndpoint.class, arguments);
  }

  /** Takes a JSON object and gives it back. */
  @PatchMapping("/empty")
  public Map<String, Object> empty(@RequestBody Map<String, Object> body) {
    return body;
  }
}
