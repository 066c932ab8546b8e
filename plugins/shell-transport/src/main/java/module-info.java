/**
 * Archives over anything that can run a command elsewhere: whoever implements {@link
 * io.wyng.shell.CommandStarter} has a destination. A library for plugins, no plugin itself.
 */
module io.wyng.shell {
  requires transitive io.wyng.spi;
  requires org.apache.commons.compress;
  requires static org.jspecify;

  exports io.wyng.shell;
}
