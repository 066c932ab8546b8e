package io.wyng.shell;

import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.DirectoryEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Lists, deletes and renames files and directories. */
final class TreeCalls {

  /** More than any directory of an archive has; a far side that lists without end is given up. */
  private static final long MOST_CHARACTERS = 64 << 20;

  private final Shells shells;

  TreeCalls(Shells shells) {
    this.shells = shells;
  }

  List<DirectoryEntry> list(ArchivePath directory) throws IOException {
    RemoteShell shell = shells.forCalls();
    shell.send("list", ArchiveSite.lines(ArchiveSite.name(directory)));
    List<String> lines = lines(shell);
    if (lines.equals(List.of("missing"))) {
      shell.wasOutcome();
      return List.of();
    }
    List<DirectoryEntry> entries = new ArrayList<>();
    for (String line : lines) {
      addEntry(shell, line, entries);
    }
    shell.expectOk();
    return entries;
  }

  private static List<String> lines(RemoteShell shell) throws IOException {
    List<String> lines = new ArrayList<>();
    long characters = 0;
    while (true) {
      String line = shell.line();
      if (line.equals("sizes")) {
        return lines;
      }
      if (line.equals("missing") && lines.isEmpty()) {
        return List.of(line);
      }
      characters += line.length() + 40;
      if (characters > MOST_CHARACTERS) {
        throw shell.broken("a directory with " + lines.size() + " entries and more");
      }
      lines.add(line);
    }
  }

  private static void addEntry(RemoteShell shell, String line, List<DirectoryEntry> entries)
      throws IOException {
    String name = line.isEmpty() ? "" : line.substring(1);
    if (name.isEmpty() || name.equals(".") || name.equals("..") || name.indexOf('/') >= 0) {
      throw shell.broken("\"" + RemoteText.clean(line) + "\" as an entry of a directory");
    }
    switch (line.charAt(0)) {
      case 'd' -> entries.add(new DirectoryEntry(name, DirectoryEntry.Kind.DIRECTORY, 0));
      case 'o' -> entries.add(new DirectoryEntry(name, DirectoryEntry.Kind.OTHER, 0));
      case 'f' -> {
        String size = shell.read(answers -> answers.plainLine(32));
        if (size.matches("[0-9]{1,18}")) {
          entries.add(new DirectoryEntry(name, DirectoryEntry.Kind.FILE, Long.parseLong(size)));
        } else if (!size.equals("-")) { // a file that has gone meanwhile
          throw shell.broken("\"" + RemoteText.clean(size) + "\" as the size of a file");
        }
      }
      default -> throw shell.broken("\"" + RemoteText.clean(line) + "\" as an entry");
    }
  }

  void deleteTree(ArchivePath path) throws IOException {
    request("delete", ArchiveSite.name(path));
  }

  void rename(ArchivePath from, ArchivePath to) throws IOException {
    request("rename", ArchiveSite.name(from), ArchiveSite.name(to));
  }

  private void request(String request, String... names) throws IOException {
    RemoteShell shell = shells.forCalls();
    shell.send(request, ArchiveSite.lines(names));
    shell.expectOk();
  }
}
