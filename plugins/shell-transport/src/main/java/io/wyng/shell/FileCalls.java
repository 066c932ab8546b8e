package io.wyng.shell;

import io.wyng.spi.destination.ArchivePath;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads and replaces small files, and asks for the digests of files. */
final class FileCalls {

  /** A file that is replaced at this very moment is read again, so often. */
  private static final int ATTEMPTS = 100;

  private static final int DIGEST_CHARACTERS = 64;
  private static final int LONGEST_SUM_LINE = 128;

  private final Shells shells;
  private final ArchiveSite site;

  FileCalls(Shells shells, ArchiveSite site) {
    this.shells = shells;
    this.site = site;
  }

  Optional<byte[]> read(ArchivePath path, int limitBytes) throws IOException {
    RemoteShell shell = shells.forCalls();
    byte[] name = ArchiveSite.lines(ArchiveSite.name(path));
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      shell.send("read " + limitBytes, name);
      String line = shell.line();
      if (line.equals("missing")) {
        shell.wasOutcome();
        return Optional.empty();
      } else if (line.startsWith("large ")) {
        shell.wasOutcome();
        throw tooLarge(line.substring("large ".length()), limitBytes);
      }
      byte[] content = content(shell, line, limitBytes);
      String outcome = shell.line();
      shell.wasOutcome();
      if (outcome.equals("ok")) {
        return Optional.of(content);
      } else if (!outcome.equals("changed")) {
        throw shell.broken("\"" + RemoteText.clean(outcome) + "\"");
      }
    }
    throw ShellFailure.unfit(
        "it was changed again and again while it was read", "Repeat the command.");
  }

  private static byte[] content(RemoteShell shell, String line, int limitBytes) throws IOException {
    if (!line.matches("bytes [0-9]{1,10}")
        || Long.parseLong(line.substring("bytes ".length())) > limitBytes) {
      throw shell.broken("\"" + RemoteText.clean(line) + "\"");
    }
    ByteBuffer content = ByteBuffer.allocate(Integer.parseInt(line.substring("bytes ".length())));
    shell.read(answers -> {
      answers.bytes(content, content.capacity());
      return true;
    });
    return content.array();
  }

  private static ShellFailure tooLarge(String size, int limitBytes) {
    return ShellFailure.unfit(
        "it has "
            + RemoteText.clean(size)
            + " bytes, more than the "
            + limitBytes
            + " that it may have",
        "It is damaged, or was not written by Wyng: put it back from a copy of the archive.");
  }

  void replace(ArchivePath path, byte[] content) throws IOException {
    RemoteShell shell = shells.forCalls();
    byte[] name = ArchiveSite.lines(ArchiveSite.name(path));
    shell.send("write " + content.length, name, content);
    shell.expectOk();
  }

  Map<ArchivePath, String> digests(Collection<ArchivePath> paths) throws IOException {
    Map<ArchivePath, String> digests = new LinkedHashMap<>();
    NameBatch batch = new NameBatch();
    List<ArchivePath> batched = new ArrayList<>();
    for (ArchivePath path : paths) {
      String name = ArchiveSite.name(path);
      if (!batch.hasRoomFor(name)) {
        digests(batch, batched, digests);
      }
      batch.add(name);
      batched.add(path);
    }
    if (!batch.isEmpty()) {
      digests(batch, batched, digests);
    }
    return digests;
  }

  private void digests(NameBatch batch, List<ArchivePath> batched, Map<ArchivePath, String> digests)
      throws IOException {
    site.attempt(
        "compute the digests of files such as",
        batched.getFirst(),
        () -> {
          RemoteShell shell = shells.forCalls();
          byte[] names = batch.bytes();
          shell.send("digests " + names.length, names);
          String marks = FoundFiles.marks(shell, batched.size());
          if (marks.length() != batched.size()) {
            throw shell.broken("only " + marks.length() + " of " + batched.size() + " files");
          }
          for (int i = 0; i < marks.length(); i++) {
            if (marks.charAt(i) == FoundFiles.THERE) {
              digests.put(batched.get(i), digest(shell));
            }
          }
          shell.expectOk();
          return true;
        });
    batch.clear();
    batched.clear();
  }

  private static String digest(RemoteShell shell) throws IOException {
    String line = shell.read(answers -> answers.plainLine(LONGEST_SUM_LINE));
    if (!line.matches("[0-9a-f]{" + DIGEST_CHARACTERS + "}")) {
      throw shell.broken("\"" + RemoteText.clean(line) + "\" instead of a digest");
    }
    return line;
  }
}
