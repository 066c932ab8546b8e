package io.wyng.destination.ssh.settings;

import io.wyng.spi.Operator;
import java.nio.file.Path;
import java.util.Optional;

/**
 * This side of a connection: whose files are read, who can be asked, how patient we are.
 *
 * @param home the home directory, with {@code .ssh}
 * @param systemDirectory the settings for everybody, {@code /etc/ssh}
 * @param userName the name under which we log in unless something else is said
 * @param agentSocket where the agent listens that holds keys
 * @param operator who is asked for secrets, and says whether unknown hosts are trusted
 * @param limits how long to wait
 */
public record LocalSide(
    Path home,
    Path systemDirectory,
    String userName,
    Optional<Path> agentSocket,
    Operator operator,
    Limits limits) {

  /**
   * The side of the user who runs this process.
   *
   * @param operator who can be asked for secrets
   * @return what the system says now
   */
  public static LocalSide ofThisProcess(Operator operator) {
    return new LocalSide(
        Path.of(System.getProperty("user.home")),
        Path.of("/etc/ssh"),
        System.getProperty("user.name"),
        Optional.ofNullable(System.getenv("SSH_AUTH_SOCK"))
            .filter(text -> !text.isEmpty())
            .map(Path::of),
        operator,
        Limits.USUAL);
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
