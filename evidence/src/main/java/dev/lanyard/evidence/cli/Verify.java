package dev.lanyard.evidence.cli;

import dev.lanyard.evidence.bundle.BundleVerifier;
import dev.lanyard.evidence.bundle.Verdict;
import dev.lanyard.evidence.cli.VerifyOptions.Target;
import dev.lanyard.evidence.store.HttpStore;
import dev.lanyard.evidence.store.StoreVerdict;
import dev.lanyard.evidence.store.StoreVerifier;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Verifies a bundle that a reviewer holds, or a whole log, and answers by its exit status: 0 valid,
 * 1 not valid, 2 it could not be read, or the command line is none.
 */
public final class Verify {
  /** The first argument of the program that asks for it. */
  public static final String COMMAND = "verify";

  private static final int VALID = 0;
  private static final int NOT_VALID = 1;
  private static final int NOT_READ = 2;

  private Verify() {}

  /**
   * Verifies and ends the process.
   *
   * @param args {@link #COMMAND}, then what {@code verify} alone explains
   */
  public static void main(String... args) {
    int status = run(Arrays.asList(args).subList(1, args.length), System.out, System.err);
    System.out.flush();
    System.exit(status);
  }

  /**
   * Verifies.
   *
   * @param args without {@link #COMMAND}
   * @param out takes the verdict
   * @param err takes what keeps it from one
   * @return the exit status
   */
  static int run(List<String> args, PrintStream out, PrintStream err) {
    try {
      VerifyOptions options = VerifyOptions.of(args);
      return switch (options.target()) {
        case Target.Bundle(var path) -> bundle(path, options, out);
        case Target.Store store -> store(store, options, out);
      };
    } catch (UsageRefused refused) {
      err.println(refused.getMessage());
      err.print(VerifyOptions.USAGE);
      return NOT_READ;
    } catch (IOException unreadable) {
      err.println("It cannot be read: " + unreadable);
      return NOT_READ;
    }
  }

  private static int bundle(Path path, VerifyOptions options, PrintStream out) throws IOException {
    Verdict verdict = BundleVerifier.verify(path, options.given());
    out.print(options.json() ? VerdictText.json(verdict) : VerdictText.people(verdict));
    return verdict.valid() ? VALID : NOT_VALID;
  }

  private static int store(Target.Store target, VerifyOptions options, PrintStream out)
      throws IOException {
    try (HttpStore store = new HttpStore(target.prefix(), target.token(), target.ca())) {
      StoreVerdict verdict = StoreVerifier.verify(store, options.given(), target.first());
      out.print(options.json() ? StoreText.json(verdict) : StoreText.people(verdict));
      return verdict.valid() ? VALID : NOT_VALID;
    }
  }
}
