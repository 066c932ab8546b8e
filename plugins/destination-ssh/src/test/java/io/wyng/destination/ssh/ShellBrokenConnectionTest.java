package io.wyng.destination.ssh;

/** Servers that die, or stand still, in the middle of something, with a shell. */
class ShellBrokenConnectionTest extends BrokenConnection {

  ShellBrokenConnectionTest() {
    super();
  }
}
