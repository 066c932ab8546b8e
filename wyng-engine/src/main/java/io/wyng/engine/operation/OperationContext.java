package io.wyng.engine.operation;

import io.wyng.engine.event.EventListener;
import io.wyng.engine.plugin.PluginRegistry;
import io.wyng.spi.Operator;
import io.wyng.spi.durable.DurableFiles;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * What every operation works with.
 *
 * @param plugins the providers at hand
 * @param metaDirectory where this machine keeps what it knows of the archive: {@code
 *     /var/lib/wyng.backup} by default; created by the first operation that writes
 * @param command the command line's words, for whoever finds the archive locked by us
 * @param events takes what happens
 * @param confirmation asks the user
 * @param clock gives sessions their names; its zone is the local one
 * @param files the steps of durable writes on this machine
 * @param operator whom providers may ask for secrets
 * @param transferLimit how fast data may travel to and from destinations; null for no limit
 * @param foreign an archive to read instead of the one that this machine knows; null for the latter
 */
public record OperationContext(
    PluginRegistry plugins,
    Path metaDirectory,
    String command,
    EventListener events,
    Confirmation confirmation,
    Clock clock,
    DurableFiles files,
    Operator operator,
    @Nullable TransferLimit transferLimit,
    @Nullable ForeignArchive foreign) {

  /**
   * The context of an operation on the archive that this machine knows.
   *
   * @param plugins the providers at hand
   * @param metaDirectory where this machine keeps what it knows of the archive
   * @param command the command line's words
   * @param events takes what happens
   * @param confirmation asks the user
   * @param clock gives sessions their names
   * @param files the steps of durable writes on this machine
   */
  public OperationContext(
      PluginRegistry plugins,
      Path metaDirectory,
      String command,
      EventListener events,
      Confirmation confirmation,
      Clock clock,
      DurableFiles files) {
    this(
        plugins,
        metaDirectory,
        command,
        events,
        confirmation,
        clock,
        files,
        Operator.ABSENT,
        null,
        null);
  }

  /**
   * The same context with a limit of how fast data may travel.
   *
   * @param limit the limit; null for none
   * @return the context
   */
  public OperationContext limited(@Nullable TransferLimit limit) {
    return new OperationContext(
        plugins,
        metaDirectory,
        command,
        events,
        confirmation,
        clock,
        files,
        operator,
        limit,
        foreign);
  }

  /**
   * The same context with somebody who can be asked for secrets.
   *
   * @param present whom to ask
   * @return the context
   */
  public OperationContext attendedBy(Operator present) {
    return new OperationContext(
        plugins,
        metaDirectory,
        command,
        events,
        confirmation,
        clock,
        files,
        present,
        transferLimit,
        foreign);
  }

  /**
   * The same context for an operation on an archive that this machine does not know.
   *
   * @param archive the archive; null for the one that this machine knows
   * @return the context
   */
  public OperationContext reading(@Nullable ForeignArchive archive) {
    return new OperationContext(
        plugins,
        metaDirectory,
        command,
        events,
        confirmation,
        clock,
        files,
        operator,
        transferLimit,
        archive);
  }
}
