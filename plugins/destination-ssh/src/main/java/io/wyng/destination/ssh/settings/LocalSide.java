package io.wyng.destination.ssh.settings;

import io.wyng.spi.Operator;
import java.nio.file.Path;
import java.util.Optional;

/**
 * This side of a connection: whose files are read, who can be asked, what the operator has set.
 *
 * @param home the home directory, with {@code .ssh}
 * @param systemDirectory the settings for everybody, {@code /etc/ssh}
 * @param userName the name under which we log in unless something else is said
 * @param agentSocket where the agent listens that holds keys
 * @param operator who is asked for secrets, and says whether unknown hosts are trusted
 * @param options what the operator has set of this plugin
 */
public record LocalSide(
    Path home,
    Path systemDirectory,
    String userName,
    Optional<Path> agentSocket,
    Operator operator,
    Options options) {

  /**
   * The side of the user who runs this process.
   *
   * @param operator who can be asked for secrets
   * @param options what the operator has set
   * @return what the system says now
   */
  public static LocalSide ofThisProcess(Operator operator, Options options) {
    return new LocalSide(
        Path.of(System.getProperty("user.home")),
        Path.of("/etc/ssh"),
        System.getProperty("user.name"),
        Optional.ofNullable(System.getenv("SSH_AUTH_SOCK"))
            .filter(text -> !text.isEmpty())
            .map(Path::of),
        operator,
        options);
  }

  /**
   * How long to wait.
   *
   * @return the limits among the options
   */
  public Limits limits() {
    return options.limits();
  }

  /**
   * The directory of the user's own ssh files.
   *
   * @return {@code ~/.ssh}
   */
  public Path userDirectory() {
    return home.resolve(".ssh");
  }
}
