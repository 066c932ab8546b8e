package io.wyng.destination.ssh.settings;

/** What known_hosts says about a key that a host shows. */
public sealed interface Verdict {

  /** It is the host's key. */
  record Known() implements Verdict {}

  /** Nothing is known about this host. */
  record Unknown() implements Verdict {}

  /**
   * The host is known by another key.
   *
   * @param known the key that it should have
   * @param place file and line where that stands
   */
  record Changed(HostKey known, String place) implements Verdict {}

  /**
   * The key must not be trusted any more.
   *
   * @param place file and line where that stands
   */
  record Revoked(String place) implements Verdict {}
}
