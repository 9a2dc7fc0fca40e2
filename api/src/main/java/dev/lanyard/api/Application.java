package dev.lanyard.api;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts Lanyard and serves its HTTP surfaces until the process is stopped. */
@SpringBootApplication(proxyBeanMethods = false)
public class Application {

  /**
   * Starts the server.
   *
   * @param args Spring properties as {@code --name=value}; may be empty
   */
  public static void main(String[] args) {
    SpringApplication.run(Application.class, args);
  }
}
