package io.wyng.destination.ssh.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How a host is reached, made of the address and of the ssh configuration.
 *
 * @param alias the name that the operator wrote
 * @param hostName the name or address that is contacted
 * @param port its port
 * @param user who logs in
 * @param identityFiles the private keys, the one to be tried first being the first
 * @param identitiesOnly whether of the agent's keys only those are used that the files name
 * @param agentSocket where the agent listens
 * @param jumps the hosts on the way, as {@code [user@]host[:port]}
 * @param keyName the name under which its key is known, without the port
 * @param knownHostsFiles where known keys are; new ones go into the first
 * @param globalKnownHostsFiles where known keys are for everybody
 * @param hashKnownHosts whether names of new known hosts are hashed
 * @param proxyCommand whether the configuration has a ProxyCommand, which is not used
 */
public record HostSettings(
    String alias,
    String hostName,
    int port,
    String user,
    List<Path> identityFiles,
    boolean identitiesOnly,
    Optional<Path> agentSocket,
    List<String> jumps,
    String keyName,
    List<Path> knownHostsFiles,
    List<Path> globalKnownHostsFiles,
    boolean hashKnownHosts,
    boolean proxyCommand) {

  /** The port of ssh. */
  public static final int DEFAULT_PORT = 22;

  /** Copies the lists. */
  public HostSettings {
    identityFiles = List.copyOf(identityFiles);
    jumps = List.copyOf(jumps);
    knownHostsFiles = List.copyOf(knownHostsFiles);
    globalKnownHostsFiles = List.copyOf(globalKnownHostsFiles);
  }

  /**
   * The server in the words of messages.
   *
   * @return {@code host:port}, with the name that the operator wrote where that is another one
   */
  public String server() {
    String name = hostName.contains(":") ? "[" + hostName + "]" : hostName;
    String place = name + ":" + port;
    return alias.equals(hostName) ? place : alias + " (" + place + ")";
  }

  /**
   * The name under which the host's key is looked up.
   *
   * @return the host alone for the usual port, else {@code [host]:port}
   */
  public String knownName() {
    return port == DEFAULT_PORT ? keyName : "[" + keyName + "]:" + port;
  }

  /**
   * What the operator types to look at the server by other means.
   *
   * @return a command line
   */
  public String sshCommand() {
    String host = alias;
    return "ssh " + (port == DEFAULT_PORT ? "" : "-p " + port + " ") + user + "@" + host;
  }
}
