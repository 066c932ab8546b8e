package io.wyng.destination.ssh.connection;

import io.wyng.destination.ssh.message.Words;
import io.wyng.destination.ssh.settings.HostSettings;
import io.wyng.spi.Operator;
import java.util.Optional;
import org.apache.sshd.client.auth.keyboard.UserInteraction;
import org.apache.sshd.client.session.ClientSession;
import org.jspecify.annotations.Nullable;

/** Passes on what a server asks for while somebody logs in: on a operator, or not at all. */
final class Conversation implements UserInteraction {

  private static final int ATTEMPTS = 3;

  private final HostSettings host;
  private final Operator operator;
  private int asked;

  Conversation(HostSettings host, Operator operator) {
    this.host = host;
    this.operator = operator;
  }

  @Override
  public boolean isInteractionAllowed(ClientSession session) {
    return operator.isPresent();
  }

  @Override
  public @Nullable String resolveAuthPasswordAttempt(ClientSession session) {
    if (!operator.isPresent() || asked >= ATTEMPTS) {
      return null;
    }
    asked++;
    return secret("Password of " + host.user() + "@" + host.server() + ": ").orElse(null);
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
      Optional<String> answer = echo[i] ? operator.text(prompt) : secret(prompt);
      answers[i] = answer.orElse("");
    }
    return answers;
  }

  private Optional<String> secret(String prompt) {
    return operator.secret(prompt).map(String::new);
  }

  /** An expired password is not changed in the middle of a backup. */
  @Override
  public @Nullable String getUpdatedPassword(
      ClientSession session, String prompt, String language) {
    return null;
  }
}
