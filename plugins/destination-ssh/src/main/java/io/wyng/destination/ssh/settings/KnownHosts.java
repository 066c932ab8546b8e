package io.wyng.destination.ssh.settings;

import io.wyng.spi.ProviderException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The keys by which a host is known. Lines with {@code @cert-authority} are left out: certificates
 * of hosts are not asked for.
 */
public final class KnownHosts {

  private final HostSettings host;
  private final List<KnownHost> lines;

  private KnownHosts(HostSettings host, List<KnownHost> lines) {
    this.host = host;
    this.lines = List.copyOf(lines);
  }

  /**
   * Reads what is known about a host.
   *
   * @param host the host
   * @return its keys
   * @throws IOException when a file cannot be read
   */
  public static KnownHosts of(HostSettings host) throws IOException {
    List<KnownHost> found = new ArrayList<>();
    List<Path> files = new ArrayList<>(host.knownHostsFiles());
    files.addAll(host.globalKnownHostsFiles());
    for (Path file : files) {
      if (Files.isRegularFile(file)) {
        read(file, host.knownName(), found);
      }
    }
    return new KnownHosts(host, found);
  }

  private static void read(Path file, String knownName, List<KnownHost> found) throws IOException {
    try {
      int number = 0;
      for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
        number++;
        KnownHost.parse(file, number, line)
            .filter(known -> known.isAbout(knownName))
            .ifPresent(found::add);
      }
    } catch (IOException e) {
      throw new ProviderException(
          "Cannot read the known hosts in " + file + ": " + e.getMessage(),
          "Make it readable for the user who runs Wyng.",
          e);
    }
  }

  /**
   * The types of the keys that may be trusted: the ones to ask the server for.
   *
   * @return types such as {@code ssh-ed25519}
   */
  public Set<String> trustedTypes() {
    Set<String> types = new LinkedHashSet<>();
    trusted().forEach(line -> types.add(line.key().type()));
    return types;
  }

  private List<KnownHost> trusted() {
    return lines.stream().filter(line -> line.marker().isEmpty()).toList();
  }

  /**
   * What to think of a key.
   *
   * @param key the key that the server has proven to have
   * @return whether it is the host's
   */
  public Verdict judge(HostKey key) {
    for (KnownHost line : lines) {
      if (line.marker().equals(KnownHost.REVOKED) && line.key().equals(key)) {
        return new Verdict.Revoked(line.place());
      }
    }
    List<KnownHost> trusted = trusted();
    if (trusted.stream().anyMatch(line -> line.key().equals(key))) {
      return new Verdict.Known();
    }
    return trusted.stream()
        .filter(line -> line.key().type().equals(key.type()))
        .findFirst()
        .or(() -> trusted.stream().findFirst())
        .<Verdict>map(line -> new Verdict.Changed(line.key(), line.place()))
        .orElseGet(Verdict.Unknown::new);
  }

  /**
   * Remembers a key for ever, at the end of the user's first known_hosts file.
   *
   * @param key the key
   * @return the file
   * @throws IOException when it cannot be written
   */
  public Path remember(HostKey key) throws IOException {
    if (host.knownHostsFiles().isEmpty()) {
      throw new ProviderException(
          "The key of " + host.server() + " cannot be remembered: UserKnownHostsFile is none",
          "Name a file with UserKnownHostsFile in ~/.ssh/config.");
    }
    Path file = host.knownHostsFiles().getFirst();
    try {
      append(file, line(key));
      return file;
    } catch (IOException e) {
      throw new ProviderException(
          "Cannot remember the key of " + host.server() + " in " + file + ": " + e.getMessage(),
          "Make the file writable for the user who runs Wyng.",
          e);
    }
  }

  private String line(HostKey key) {
    String name = host.knownName().toLowerCase(Locale.ROOT);
    return (host.hashKnownHosts() ? HashedName.of(name) : name)
        + " "
        + key.type()
        + " "
        + key.blob()
        + "\n";
  }

  private static void append(Path file, String line) throws IOException {
    Path directory = file.getParent();
    if (directory != null && !Files.isDirectory(directory)) {
      Files.createDirectories(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    try (FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      long end = channel.size();
      String text = end > 0 && !endsWithNewline(channel, end) ? "\n" + line : line;
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
      channel.position(end);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    if (directory != null) {
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private static boolean endsWithNewline(FileChannel channel, long end) throws IOException {
    ByteBuffer last = ByteBuffer.allocate(1);
    channel.read(last, end - 1);
    return last.get(0) == '\n';
  }
}
