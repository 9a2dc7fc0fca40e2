package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the commands of the README as a reader would paste them. A block of text behind a block of
 * commands names what their output has, line by line.
 */
class ReadmeIT {
  private static final Pattern BLOCK =
      Pattern.compile(
          "^```bash\\n(.*?)^```\\n(?:```text\\n(.*?)^```\\n)?", Pattern.DOTALL | Pattern.MULTILINE);
  private static final String MARK = "=-=-= end of block";

  @TempDir private Path temp;

  private record Block(String commands, List<String> shown) {}

  @Test
  void the_walk_through_works_word_for_word() throws Exception {
    var blocks = blocks();
    assertThat(blocks).hasSizeGreaterThan(8);
    try (var server = Server.start(temp.resolve("data"))) {
      var outputs = run(blocks, server.http().base()).split(MARK + "\n", -1);
      for (int at = 0; at < blocks.size(); at++) {
        for (var line : blocks.get(at).shown) {
          assertThat(outputs[at]).as(blocks.get(at).commands).contains(line);
        }
      }
    }
  }

  private static List<Block> blocks() throws IOException {
    var readme = Path.of("..", "README.md");
    var match = BLOCK.matcher(Files.readString(readme));
    List<Block> blocks = new ArrayList<>();
    while (match.find()) {
      var shown = match.group(2);
      blocks.add(
          new Block(match.group(1), shown == null ? List.of() : shown.strip().lines().toList()));
    }
    return blocks;
  }

  private String run(List<Block> blocks, String base) throws IOException, InterruptedException {
    var script = new StringBuilder("set -e\n");
    for (var block : blocks) {
      script.append(block.commands).append("\necho '").append(MARK).append("'\n");
    }
    var file = temp.resolve("readme.sh");
    Files.writeString(file, script.toString().replace("https://localhost:8443", base));
    var output = temp.resolve("output");
    var shell =
        new ProcessBuilder("bash", file.toString())
            .directory(temp.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = shell.waitFor(60, TimeUnit.SECONDS);
    shell.destroyForcibly();
    var text = Files.readString(output);
    assertThat(ended).as(text).isTrue();
    assertThat(shell.exitValue()).as(text).isZero();
    return text;
  }
}
