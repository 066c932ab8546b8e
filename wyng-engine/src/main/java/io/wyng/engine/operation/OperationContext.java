package io.wyng.engine.operation;

import io.wyng.engine.event.EventListener;
import io.wyng.engine.plugin.PluginRegistry;
import io.wyng.spi.durable.DurableFiles;
import java.nio.file.Path;
import java.time.Clock;

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
 */
public record OperationContext(
    PluginRegistry plugins,
    Path metaDirectory,
    String command,
    EventListener events,
    Confirmation confirmation,
    Clock clock,
    DurableFiles files) {}
