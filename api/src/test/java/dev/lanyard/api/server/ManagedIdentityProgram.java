package dev.lanyard.api.server;

import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.identity.ManagedIdentityCredentialBuilder;

/** A workload as Azure's tutorial has it; Azure's client reads the environment of its process. */
final class ManagedIdentityProgram {
  private ManagedIdentityProgram() {}

  /** Prints a token for the scope that is the argument. */
  public static void main(String[] args) {
    var credential =
        new ManagedIdentityCredentialBuilder()
            .httpClient(new JdkHttpClientBuilder().build())
            .build();
    var token = credential.getTokenSync(new TokenRequestContext().addScopes(args[0]));
    System.out.println("token " + token.getToken());
    System.exit(0);
  }
}
