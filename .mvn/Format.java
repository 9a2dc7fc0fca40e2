import com.google.googlejavaformat.java.Formatter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Refuses unformatted sources ({@code check}) or rewrites them ({@code fix}), in Google style at 100
 * columns. Run by {@code mvn verify} on the JDK that the toolchain found.
 */
public final class Format {

  private static final List<String> ROOMS =
      List.of("domain", "eventstore", "projections", "evidence", "api", "benchmarks");

  /** Takes the mode, {@code check} or {@code fix}, and the root of the checkout. */
  public static void main(String[] args) throws Exception {
    var fix =
        switch (args[0]) {
          case "check" -> false;
          case "fix" -> true;
          default -> throw new IllegalArgumentException("check or fix, not " + args[0]);
        };
    var root = Path.of(args[1]);
    var formatter = new Formatter();
    var unformatted = new ArrayList<Path>();
    for (var file : sources(root)) {
      var text = Files.readString(file);
      var formatted = formatter.formatSourceAndFixImports(text);
      if (!formatted.equals(text)) {
        unformatted.add(root.relativize(file));
        if (fix) {
          Files.writeString(file, formatted);
        }
      }
    }
    unformatted.forEach(file -> System.out.println((fix ? "formatted: " : "unformatted: ") + file));
    if (!fix && !unformatted.isEmpty()) {
      System.out.println("run: mvn -N verify -Dformat.mode=fix");
      System.exit(1);
    }
  }

  private static List<Path> sources(Path root) throws Exception {
    var found = new ArrayList<Path>();
    for (var room : ROOMS) {
      var src = root.resolve(room).resolve("src");
      if (Files.isDirectory(src)) {
        try (var files = Files.walk(src)) {
          files.filter(file -> file.toString().endsWith(".java")).sorted().forEach(found::add);
        }
      }
    }
    return found;
  }
}
