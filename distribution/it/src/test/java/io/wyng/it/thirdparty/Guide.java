package io.wyng.it.thirdparty;

import io.wyng.it.program.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The guide for authors of plugins, as far as it can be wrong without a reader noticing: its blocks
 * of code.
 *
 * @param blocks all of them, in the order of the guide
 */
record Guide(List<Block> blocks) {

  private static final String FENCE = "```";

  /**
   * What stands between two fences.
   *
   * @param line where the block begins
   * @param language what it is written in; {@code sh} for commands
   * @param lines its lines
   */
  record Block(int line, String language, List<String> lines) {

    boolean isCommands() {
      return language.equals("sh");
    }

    @Override
    public String toString() {
      return "line " + line;
    }
  }

  static Guide read() throws IOException {
    Path file = Workplace.project().resolve("wyng-spi/docs/writing-a-plugin.md");
    return parse(Files.readAllLines(file));
  }

  private static Guide parse(List<String> lines) {
    List<Block> blocks = new ArrayList<>();
    for (int start = 0; start < lines.size(); start++) {
      if (lines.get(start).strip().startsWith(FENCE)) {
        int end = start + 1;
        while (!lines.get(end).strip().equals(FENCE)) {
          end++;
        }
        String language = lines.get(start).strip().substring(FENCE.length());
        blocks.add(new Block(start + 1, language, List.copyOf(lines.subList(start + 1, end))));
        start = end;
      }
    }
    return new Guide(blocks);
  }

  /** All commands that the guide tells its reader to type, as one script. */
  String commands() {
    return blocks.stream()
        .filter(Block::isCommands)
        .flatMap(block -> block.lines().stream())
        .collect(Collectors.joining("\n"));
  }
}
