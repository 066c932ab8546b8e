package io.wyng.engine.operation;

import io.wyng.engine.event.Event;
import io.wyng.engine.event.EventListener;
import io.wyng.engine.failure.SourceException;
import io.wyng.spi.source.Source;
import io.wyng.spi.source.StorageFill;
import java.io.IOException;
import java.util.Optional;

/**
 * Looks before each snapshot whether the storage has the space for one and for what is written to
 * its volume meanwhile. Warns once only.
 */
final class SnapshotSpace {

  private final EventListener events;
  private final Source source;
  private final SpaceLimits limits;
  private boolean warned;

  SnapshotSpace(EventListener events, Source source, SpaceLimits limits) {
    this.events = events;
    this.source = source;
    this.limits = limits;
  }

  /** Whether {@link #require} would pass. */
  boolean suffices() throws IOException {
    return source.fill().filter(fill -> overfull(fill).isPresent()).isEmpty();
  }

  /**
   * @throws SourceException when the storage is too full
   */
  void require() throws IOException {
    Optional<StorageFill> fill = source.fill();
    if (fill.isEmpty()) {
      return;
    }
    Optional<StorageFill.Level> overfull = overfull(fill.get());
    if (overfull.isPresent()) {
      throw new SourceException(
          "The " + fill.get().storage() + " is too full for another snapshot: " + words(fill.get()),
          overfull.get().remedy());
    }
    warn(fill.get());
  }

  private Optional<StorageFill.Level> overfull(StorageFill fill) {
    if (fill.metadata().percent() >= limits.metadataPercent()) {
      return Optional.of(fill.metadata());
    }
    return fill.data().percent() >= limits.dataPercent()
        ? Optional.of(fill.data())
        : Optional.empty();
  }

  private void warn(StorageFill fill) {
    boolean metadata =
        fill.metadata().percent() >= SpaceLimits.warningFor(limits.metadataPercent());
    boolean data = fill.data().percent() >= SpaceLimits.warningFor(limits.dataPercent());
    if (!warned && (metadata || data)) {
      warned = true;
      events.on(
          new Event.Warning(
              "The " + fill.storage() + " is filling up: " + words(fill),
              (metadata ? fill.metadata() : fill.data()).remedy()));
    }
  }

  private String words(StorageFill fill) {
    return "data %d %% (limit %d), metadata %d %% (limit %d)"
        .formatted(
            fill.data().percent(),
            limits.dataPercent(),
            fill.metadata().percent(),
            limits.metadataPercent());
  }
}
