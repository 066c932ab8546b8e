package io.wyng.destination.ssh.settings;

import io.wyng.spi.ProviderException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Puts together the settings of a host. Everything that it does not name is left out of account.
 */
public final class SettingsReader {

  private static final List<String> USUAL_IDENTITIES =
      List.of("~/.ssh/id_ed25519", "~/.ssh/id_ecdsa", "~/.ssh/id_rsa");
  private static final List<String> USUAL_KNOWN_HOSTS =
      List.of("~/.ssh/known_hosts", "~/.ssh/known_hosts2");

  private final LocalSide local;

  /**
   * A reader.
   *
   * @param local whose files are read
   */
  public SettingsReader(LocalSide local) {
    this.local = local;
  }

  /**
   * The settings of a host.
   *
   * @param user the user of the address; empty when it names none
   * @param alias the host of the address
   * @param port the port of the address; 0 when it names none
   * @return the settings
   * @throws IOException when the configuration cannot be read or makes no sense
   */
  public HostSettings read(String user, String alias, int port) throws IOException {
    SshConfiguration found = SshConfiguration.read(local, alias, user);
    String host = hostName(found, alias);
    String login = found.value("user", local.userName());
    int place = port > 0 ? port : port(found, alias);
    Tokens tokens = new Tokens(alias, host, place, login);
    List<String> identities =
        found.identityFiles().isEmpty() ? USUAL_IDENTITIES : found.identityFiles();
    return new HostSettings(
        alias,
        host,
        place,
        login,
        paths(identities, tokens),
        isYes(found, "identitiesonly"),
        agent(found, tokens),
        jumps(found),
        found.value("hostkeyalias", host),
        paths(or(found.all("userknownhostsfile"), USUAL_KNOWN_HOSTS), tokens),
        paths(or(found.all("globalknownhostsfile"), globalKnownHosts()), tokens),
        isYes(found, "hashknownhosts"),
        !isNone(found.value("proxycommand", "none")));
  }

  private static String hostName(SshConfiguration found, String alias) {
    String name = found.value("hostname", "");
    return name.isEmpty() ? alias : name.replace("%h", alias).replace("%%", "%");
  }

  private static int port(SshConfiguration found, String alias) throws IOException {
    String text = found.value("port", String.valueOf(HostSettings.DEFAULT_PORT));
    if (!text.matches("[0-9]{1,5}")) {
      throw new ProviderException(
          "The ssh configuration has no usable Port for the host " + alias,
          "Correct the Port in ~/.ssh/config, or give the port in the address.");
    }
    return Integer.parseInt(text);
  }

  private static List<String> jumps(SshConfiguration found) {
    String value = found.value("proxyjump", "none");
    return isNone(value) ? List.of() : List.of(value.split(","));
  }

  private Optional<Path> agent(SshConfiguration found, Tokens tokens) {
    String value = found.value("identityagent", "SSH_AUTH_SOCK");
    if (isNone(value)) {
      return Optional.empty();
    }
    return value.equals("SSH_AUTH_SOCK") ? local.agentSocket() : Optional.of(path(value, tokens));
  }

  private List<String> globalKnownHosts() {
    return List.of(
        local.systemDirectory().resolve("ssh_known_hosts").toString(),
        local.systemDirectory().resolve("ssh_known_hosts2").toString());
  }

  private static List<String> or(List<String> values, List<String> otherwise) {
    return values.isEmpty() ? otherwise : values;
  }

  private static boolean isYes(SshConfiguration found, String keyword) {
    return found.value(keyword, "no").equalsIgnoreCase("yes");
  }

  private static boolean isNone(String value) {
    return value.equalsIgnoreCase("none");
  }

  private List<Path> paths(List<String> values, Tokens tokens) {
    return values.stream()
        .filter(value -> !isNone(value))
        .map(value -> path(value, tokens))
        .toList();
  }

  private Path path(String value, Tokens tokens) {
    String text = value.startsWith("~/") ? "%d" + value.substring(1) : value;
    return local.home().resolve(expand(text, tokens));
  }

  /** What the tokens of ssh_config(5) stand for. */
  private record Tokens(String alias, String host, int port, String user) {}

  private String expand(String value, Tokens tokens) {
    StringBuilder expanded = new StringBuilder();
    boolean token = false;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (token) {
        expanded.append(meaning(c, tokens));
      } else if (c != '%') {
        expanded.append(c);
      }
      token = !token && c == '%';
    }
    return expanded.toString();
  }

  private String meaning(char token, Tokens tokens) {
    return switch (token) {
      case 'd' -> local.home().toString();
      case 'h' -> tokens.host;
      case 'n' -> tokens.alias;
      case 'p' -> String.valueOf(tokens.port);
      case 'r' -> tokens.user;
      case 'u' -> local.userName();
      case '%' -> "%";
      default -> "%" + token;
    };
  }
}
