package io.wyng.destination.ssh.settings;

import io.wyng.spi.ProviderException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What {@code ~/.ssh/config} and {@code /etc/ssh/ssh_config} say about one host. As ssh_config(5)
 * has it, the first value of a keyword is the one that counts; identity files are collected.
 *
 * <p>Of {@code Match} the criteria all, host, originalhost, user and localuser are known; a block
 * with another one is left out.
 */
final class SshConfiguration {

  private static final int DEEPEST_INCLUDE = 16;

  private final LocalSide local;
  private final String alias;
  private final Map<String, List<String>> values = new HashMap<>();
  private final List<String> identityFiles = new ArrayList<>();

  private SshConfiguration(LocalSide local, String alias, String user) {
    this.local = local;
    this.alias = alias;
    if (!user.isEmpty()) {
      values.put("user", List.of(user));
    }
  }

  /**
   * Reads both files.
   *
   * @param alias the host as the operator wrote it
   * @param user the user of the address; empty when it names none
   */
  static SshConfiguration read(LocalSide local, String alias, String user) throws IOException {
    SshConfiguration configuration = new SshConfiguration(local, alias, user);
    Path own = local.userDirectory().resolve("config");
    configuration.read(own, local.userDirectory(), true, 0);
    Path everybody = local.systemDirectory().resolve("ssh_config");
    configuration.read(everybody, local.systemDirectory(), true, 0);
    return configuration;
  }

  /** The first argument of a keyword, or what is taken without it. */
  String value(String keyword, String otherwise) {
    List<String> found = values.getOrDefault(keyword, List.of());
    return found.isEmpty() ? otherwise : found.getFirst();
  }

  /** All arguments of a keyword; none when it does not occur. */
  List<String> all(String keyword) {
    return values.getOrDefault(keyword, List.of());
  }

  List<String> identityFiles() {
    return List.copyOf(identityFiles);
  }

  private void read(Path file, Path directory, boolean activeAbove, int depth) throws IOException {
    if (!Files.isRegularFile(file)) {
      return;
    }
    boolean active = activeAbove;
    for (String text : lines(file)) {
      ConfigLine line = ConfigLine.parse(text).orElse(null);
      if (line == null) {
        continue;
      }
      switch (line.keyword()) {
        case "host" -> active = activeAbove && HostPatterns.match(line.arguments(), alias);
        case "match" -> active = activeAbove && matches(line.arguments());
        case "include" -> include(line, directory, active, depth);
        case "identityfile" -> addIdentity(line, active);
        default -> set(line, active);
      }
    }
  }

  private static List<String> lines(Path file) throws IOException {
    try {
      // Whatever the bytes are, each is one character: names that matter here are ASCII.
      return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new ProviderException(
          "Cannot read the ssh configuration " + file + ": " + e.getMessage(),
          "Make it readable for the user who runs Wyng.",
          e);
    }
  }

  private void set(ConfigLine line, boolean active) {
    if (active) {
      values.putIfAbsent(line.keyword(), line.arguments());
    }
  }

  private void addIdentity(ConfigLine line, boolean active) {
    if (active && !line.value().isEmpty()) {
      identityFiles.add(line.value());
    }
  }

  private void include(ConfigLine line, Path directory, boolean active, int depth)
      throws IOException {
    if (!active || depth >= DEEPEST_INCLUDE) {
      return;
    }
    for (String argument : line.arguments()) {
      Path pattern =
          argument.startsWith("~/")
              ? local.home().resolve(argument.substring(2))
              : directory.resolve(argument);
      for (Path file : expanded(pattern)) {
        read(file, directory, true, depth + 1);
      }
    }
  }

  private static Iterable<Path> expanded(Path pattern) throws IOException {
    Path parent = pattern.getParent();
    Path name = pattern.getFileName();
    if (parent == null || name == null || !Files.isDirectory(parent)) {
      return List.of();
    }
    TreeSet<Path> files = new TreeSet<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(parent, name.toString())) {
      stream.forEach(files::add);
    }
    return files;
  }

  private boolean matches(List<String> criteria) {
    if (criteria.size() == 1 && criteria.getFirst().equalsIgnoreCase("all")) {
      return true;
    }
    boolean matched = !criteria.isEmpty() && criteria.size() % 2 == 0;
    for (int i = 0; i + 1 < criteria.size(); i += 2) {
      List<String> patterns = List.of(criteria.get(i + 1).split(","));
      matched &=
          subject(criteria.get(i)).filter(name -> HostPatterns.match(patterns, name)).isPresent();
    }
    return matched;
  }

  /** What a criterion is about; nothing when it is not known here. */
  private Optional<String> subject(String criterion) {
    return switch (criterion.toLowerCase(Locale.ROOT)) {
      case "host" -> Optional.of(value("hostname", alias));
      case "originalhost" -> Optional.of(alias);
      case "user" -> Optional.of(value("user", local.userName()));
      case "localuser" -> Optional.of(local.userName());
      default -> Optional.empty();
    };
  }
}
