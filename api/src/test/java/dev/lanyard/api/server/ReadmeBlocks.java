package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * The commands of the README, to be run as a reader would paste them. A block of text behind a
 * block of commands names what their output has, line by line.
 */
final class ReadmeBlocks {
  private static final String MARK = "=-=-= end of block";
  private static final int SECONDS_MAX = 300;

  /** A block of commands, and what its output shows. */
  record Block(String commands, List<String> shown) {}

  private ReadmeBlocks() {}

  /** The blocks of one language below a heading, in their order. */
  static List<Block> of(String heading, String language) throws IOException {
    var pattern =
        Pattern.compile(
            "^```" + language + "\\n(.*?)^```\\n(?:\\n?```text\\n(.*?)^```\\n)?",
            Pattern.DOTALL | Pattern.MULTILINE);
    var match = pattern.matcher(section(heading));
    List<Block> blocks = new ArrayList<>();
    while (match.find()) {
      var shown = match.group(2);
      blocks.add(
          new Block(match.group(1), shown == null ? List.of() : shown.strip().lines().toList()));
    }
    return blocks;
  }

  /** What is below a heading, until the next. */
  private static String section(String heading) throws IOException {
    var text = Files.readString(Path.of("..", "README.md"));
    int start = text.indexOf("\n## " + heading + "\n");
    assertThat(start).as(heading).isNotNegative();
    int end = text.indexOf("\n## ", start + 1);
    return text.substring(start, end < 0 ? text.length() : end);
  }

  /**
   * Runs the blocks in one shell, and holds what each prints against what it shows.
   *
   * @param folder where they run; the server's data folder is {@code data} in it
   * @param base the server's address, in the place of the one that the README names
   */
  static void run(List<Block> blocks, Path folder, String base)
      throws IOException, InterruptedException {
    var outputs = outputs(blocks, folder, base).split(MARK + "\n", -1);
    for (int at = 0; at < blocks.size(); at++) {
      for (var line : blocks.get(at).shown) {
        assertThat(outputs[at]).as(blocks.get(at).commands).contains(line);
      }
    }
  }

  private static String outputs(List<Block> blocks, Path folder, String base)
      throws IOException, InterruptedException {
    var script = new StringBuilder("set -e\n");
    for (var block : blocks) {
      script.append(block.commands).append("\necho '").append(MARK).append("'\n");
    }
    var file = folder.resolve("readme.sh");
    Files.writeString(file, script.toString().replace("https://localhost:8443", base));
    var output = folder.resolve("output");
    var shell =
        new ProcessBuilder("bash", file.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    // The README takes it that "java" is one of this version.
    shell
        .environment()
        .merge("PATH", System.getProperty("java.home") + "/bin", (path, java) -> java + ":" + path);
    return outputOf(shell.start(), output);
  }

  private static String outputOf(Process shell, Path output)
      throws IOException, InterruptedException {
    boolean ended = shell.waitFor(SECONDS_MAX, TimeUnit.SECONDS);
    shell.destroyForcibly();
    var text = Files.readString(output);
    assertThat(ended).as(text).isTrue();
    assertThat(shell.exitValue()).as(text).isZero();
    return text;
  }
}
