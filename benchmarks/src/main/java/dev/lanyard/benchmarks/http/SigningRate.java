package dev.lanyard.benchmarks.http;

import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** How many signatures a second the machine makes with all its cores, and nothing else to do. */
final class SigningRate {
  private static final long WARM_UP_NANOS = 2_000_000_000L;
  private static final long SPAN_NANOS = 3_000_000_000L;
  private static final int TEXT_BYTES = 1_000;

  private SigningRate() {}

  /** RSA with 2,048 bits and SHA-256. */
  static double ofRsa() throws Exception {
    KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
    keys.initialize(2_048);
    return rate("SHA256withRSA", keys.generateKeyPair().getPrivate());
  }

  /** ECDSA on P-256 and SHA-256, in the form that JOSE has. */
  static double ofElliptic() throws Exception {
    KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
    keys.initialize(new ECGenParameterSpec("secp256r1"));
    return rate("SHA256withECDSAinP1363Format", keys.generateKeyPair().getPrivate());
  }

  private static double rate(String algorithm, PrivateKey key) throws Exception {
    int cores = Runtime.getRuntime().availableProcessors();
    double rate = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(cores)) {
      List<Callable<Double>> signers = new ArrayList<>();
      for (int core = 0; core < cores; core++) {
        signers.add(() -> signer(algorithm, key));
      }
      for (Future<Double> signer : threads.invokeAll(signers)) {
        rate += signer.get();
      }
    }
    return rate;
  }

  private static double signer(String algorithm, PrivateKey key) throws Exception {
    Signature signature = Signature.getInstance(algorithm);
    count(signature, key, WARM_UP_NANOS);
    return count(signature, key, SPAN_NANOS) / (SPAN_NANOS / 1e9);
  }

  private static int count(Signature signature, PrivateKey key, long nanos) throws Exception {
    byte[] text = new byte[TEXT_BYTES];
    int signed = 0;
    for (long end = System.nanoTime() + nanos; System.nanoTime() < end; signed++) {
      signature.initSign(key);
      signature.update(text);
      signature.sign();
    }
    return signed;
  }
}
