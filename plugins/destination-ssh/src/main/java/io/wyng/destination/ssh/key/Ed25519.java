package io.wyng.destination.ssh.key;

import java.security.Provider;
import java.security.Security;
import java.util.Optional;
import org.apache.sshd.common.util.security.AbstractSecurityProviderRegistrar;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.common.util.security.eddsa.generic.EdDSASupport;

/** Teaches the ssh library Ed25519, which has to happen before anything else is asked of it. */
public final class Ed25519 extends AbstractSecurityProviderRegistrar {

  private static final String NAME = "wyng-ed25519";

  private final Provider provider;

  private Ed25519(Provider provider) {
    super(NAME);
    this.provider = provider;
  }

  /** Makes sure that the ssh library knows Ed25519. */
  public static synchronized void teach() {
    if (SecurityUtils.getEdDSASupport().isEmpty()) {
      for (Provider provider : Security.getProviders("Signature." + SecurityUtils.ED25519)) {
        SecurityUtils.registerSecurityProvider(new Ed25519(provider));
        return;
      }
      throw new IllegalStateException("This Java has no Ed25519");
    }
  }

  @Override
  public boolean isEnabled() {
    return true;
  }

  @Override
  public boolean isSupported() {
    return true;
  }

  /** The JDK's own provider is there already: nothing is to be added to the JDK. */
  @Override
  public Provider getSecurityProvider() {
    return provider;
  }

  @Override
  public String getProviderName() {
    return provider.getName();
  }

  /** Nothing but Ed25519 comes from here. */
  @Override
  public String getDefaultSecurityEntitySupportValue(Class<?> entityType) {
    return NO_OPTIONS_VALUE;
  }

  @Override
  public Optional<EdDSASupport<?, ?>> getEdDSASupport() {
    return Optional.of(new Ed25519Support());
  }
}
