package io.wyng.destination.ssh.connection;

import io.wyng.destination.ssh.message.Words;
import io.wyng.destination.ssh.settings.HostSettings;
import io.wyng.destination.ssh.settings.Terminal;
import java.util.Objects;
import org.apache.sshd.client.auth.keyboard.UserInteraction;
import org.apache.sshd.client.session.ClientSession;
import org.jspecify.annotations.Nullable;

/** Passes on what a server asks for while somebody logs in: on a terminal, or not at all. */
final class Conversation implements UserInteraction {

  private static final int ATTEMPTS = 3;

  private final HostSettings host;
  private final Terminal terminal;
  private int asked;

  Conversation(HostSettings host, Terminal terminal) {
    this.host = host;
    this.terminal = terminal;
  }

  @Override
  public boolean isInteractionAllowed(ClientSession session) {
    return terminal.isThere();
  }

  @Override
  public @Nullable String resolveAuthPasswordAttempt(ClientSession session) {
    if (!terminal.isThere() || asked >= ATTEMPTS) {
      return null;
    }
    asked++;
    return secret("Password of " + host.user() + "@" + host.server() + ": ");
  }

  @Override
  public String[] interactive(
      ClientSession session,
      String name,
      String instruction,
      String language,
      String[] prompts,
      boolean[] echo) {
    String[] answers = new String[prompts.length];
    for (int i = 0; i < prompts.length; i++) {
      String prompt = host.server() + " asks: " + Words.of(prompts[i]) + " ";
      String answer = echo[i] ? terminal.text(prompt) : secret(prompt);
      answers[i] = Objects.requireNonNullElse(answer, "");
    }
    return answers;
  }

  private @Nullable String secret(String prompt) {
    char[] typed = terminal.secret(prompt);
    return typed == null ? null : new String(typed);
  }

  /** An expired password is not changed in the middle of a backup. */
  @Override
  public @Nullable String getUpdatedPassword(
      ClientSession session, String prompt, String language) {
    return null;
  }
}
