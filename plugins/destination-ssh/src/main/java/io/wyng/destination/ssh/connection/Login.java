package io.wyng.destination.ssh.connection;

import io.wyng.destination.ssh.key.Identities;
import io.wyng.destination.ssh.message.Words;
import io.wyng.destination.ssh.settings.HostSettings;
import io.wyng.spi.Operator;
import io.wyng.spi.ProviderException;
import io.wyng.spi.destination.DestinationFault;
import io.wyng.spi.destination.DestinationFaultException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.UserAuthFactory;
import org.apache.sshd.client.auth.keyboard.UserAuthKeyboardInteractiveFactory;
import org.apache.sshd.client.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.client.auth.pubkey.PublicKeyIdentity;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKey;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.session.ClientConnectionServiceFactory;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.client.session.ClientUserAuthService;
import org.apache.sshd.common.Service;
import org.apache.sshd.common.ServiceFactory;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.auth.AbstractUserAuthServiceFactory;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.signature.SignatureFactoriesManager;
import org.apache.sshd.common.util.buffer.Buffer;

/** Shows a server who we are: with keys, and where somebody can be asked, with a password. */
final class Login {

  private final HostSettings host;
  private final Operator operator;
  private final Identities identities;
  private volatile String accepted = "";

  Login(HostSettings host, Operator operator) {
    this.host = host;
    this.operator = operator;
    this.identities = new Identities(host, operator);
  }

  /** Makes a client log in in this way and no other. */
  void prepare(SshClient client) {
    List<UserAuthFactory> methods = new ArrayList<>(List.of(new KeyMethod()));
    if (operator.isPresent()) {
      methods.add(UserAuthKeyboardInteractiveFactory.INSTANCE);
      methods.add(UserAuthPasswordFactory.INSTANCE);
    }
    client.setUserAuthFactories(methods);
    client.setUserInteraction(new Conversation(host, operator));
    client.setServiceFactories(
        List.of(new ListeningServiceFactory(), ClientConnectionServiceFactory.INSTANCE));
  }

  /** The ssh library's own way with keys, but with the keys that we choose. */
  private final class KeyMethod extends UserAuthPublicKeyFactory {

    @Override
    public UserAuthPublicKey createUserAuth(ClientSession session) throws IOException {
      return new UserAuthPublicKey(getSignatureFactories()) {
        @Override
        protected Iterator<PublicKeyIdentity> createPublicKeyIterator(
            ClientSession session, SignatureFactoriesManager manager) {
          return identities;
        }
      };
    }
  }

  /** Makes the service that logs in, and hears which methods the server would accept. */
  private final class ListeningServiceFactory implements ServiceFactory {

    @Override
    public String getName() {
      return AbstractUserAuthServiceFactory.DEFAULT_NAME;
    }

    @Override
    public Service create(Session session) {
      return new ClientUserAuthService(session) {
        @Override
        public void process(int command, Buffer buffer) throws Exception {
          if (command == SshConstants.SSH_MSG_USERAUTH_FAILURE) {
            int start = buffer.rpos();
            accepted = Words.of(buffer.getString());
            buffer.rpos(start);
          }
          super.process(command, buffer);
        }
      };
    }
  }

  /** Why the server did not let us in. */
  DestinationFaultException refused(String reason) {
    StringBuilder message = new StringBuilder("Cannot log in at " + host.server());
    message.append(" as ").append(host.user()).append(": ");
    List<String> tried = identities.tried();
    message.append(
        tried.isEmpty() ? "there was no key to try" : "tried " + String.join(", ", tried));
    if (!operator.isPresent()) {
      message.append("; no terminal to ask for a password");
    }
    if (!accepted.isEmpty()) {
      message.append("; the server accepts ").append(accepted);
    }
    if (!reason.isEmpty()) {
      message.append("; ").append(reason);
    }
    identities.unusable().forEach(e -> message.append("; ").append(Trouble.text(e)));
    return new DestinationFaultException(
        DestinationFault.AUTHENTICATION, message.toString(), remedy());
  }

  private String remedy() {
    for (IOException failure : identities.unusable()) {
      if (failure instanceof ProviderException explained && !explained.remedy().isEmpty()) {
        return explained.remedy();
      }
    }
    return "Try "
        + host.sshCommand()
        + " as the user who runs Wyng; put the public key into ~/.ssh/authorized_keys over there"
        + " (ssh-copy-id), add the key to the agent (ssh-add), or name the user in the address.";
  }
}
