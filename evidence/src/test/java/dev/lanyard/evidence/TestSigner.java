package dev.lanyard.evidence;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;

/** A key that signs notes in tests. */
public record TestSigner(VerifierKey key, PrivateKey privateKey) implements NoteSigner {

  /** A new key. */
  public static TestSigner create(String name, KeyKind kind) {
    return generate(name, kind, new SecureRandom());
  }

  /** A key that is the same again for the same random numbers. */
  public static TestSigner create(String name, KeyKind kind, Random random) {
    return generate(name, kind, new Repeatable(random));
  }

  private static TestSigner generate(String name, KeyKind kind, SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
      generator.initialize(NamedParameterSpec.ED25519, random);
      var pair = generator.generateKeyPair();
      return new TestSigner(VerifierKey.of(name, kind, raw(pair.getPublic())), pair.getPrivate());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** The key of a signer key as Go's sumdb/note writes it: a name, an id, a type and a seed. */
  public static TestSigner ofGo(String vkey, String skey) {
    byte[] typed = Base64.getDecoder().decode(skey.split("[+]", 5)[4]);
    byte[] prefix = HexFormat.of().parseHex("302e020100300506032b657004220420");
    byte[] encoded = Arrays.copyOf(prefix, prefix.length + 32);
    System.arraycopy(typed, 1, encoded, prefix.length, 32);
    try {
      return new TestSigner(
          VerifierKey.parse(vkey),
          KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public byte[] sign(byte[] message) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(privateKey);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] raw(PublicKey key) {
    byte[] info = key.getEncoded();
    return Arrays.copyOfRange(info, info.length - 32, info.length);
  }

  /** Gives what another generator gives. */
  private static final class Repeatable extends SecureRandom {
    private static final long serialVersionUID = 1;
    private final Random random;

    Repeatable(Random random) {
      this.random = random;
    }

    @Override
    public void nextBytes(byte[] bytes) {
      random.nextBytes(bytes);
    }
  }
}
