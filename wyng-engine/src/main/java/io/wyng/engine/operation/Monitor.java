package io.wyng.engine.operation;

import io.wyng.engine.archive.Volume;
import io.wyng.engine.event.Event;
import io.wyng.engine.failure.IncompleteException;
import io.wyng.engine.failure.SourceException;
import io.wyng.engine.failure.WyngException;
import io.wyng.spi.source.Source;
import java.io.IOException;
import java.util.List;

/**
 * The command {@code monitor}: collects what has changed since the last sessions, and replaces
 * aging snapshots by new ones. Nothing is sent, and the destination is not needed.
 */
public final class Monitor {

  private final OperationContext context;

  /**
   * The command in a context.
   *
   * @param context what it works with
   */
  public Monitor(OperationContext context) {
    this.context = context;
  }

  /**
   * Monitors volumes. Results are reported as {@link Event.ChangesCollected} and {@link
   * Event.VolumeSkipped}; trouble with one volume does not keep the others from being monitored.
   *
   * @param selection the volumes
   * @param limits how full the volumes' storage may be
   * @throws IncompleteException when something failed for some of several volumes
   * @throws WyngException when it failed for all
   */
  public void run(VolumeSelection selection, SpaceLimits limits) {
    try (OpenArchive archive = OpenArchive.open(context, OpenArchive.Access.LOCAL_WRITE);
        Source source = archive.openSource()) {
      List<Volume> volumes = selection.of(archive).stream().map(archive.store()::volume).toList();
      CurrentSnapshots snapshots =
          new CurrentSnapshots(context.events(), archive.settings(), source, limits);
      new MonitorRound(context.events(), archive, source, snapshots, volumes).run();
    } catch (IOException e) {
      throw new SourceException("Leaving the volumes' storage failed", e);
    }
  }
}
