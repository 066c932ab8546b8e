package io.wyng.engine.operation;

import io.wyng.engine.archive.ArchiveSettings;
import io.wyng.engine.event.Event;
import io.wyng.engine.failure.PluginException;
import io.wyng.engine.format.VolumeSnapshots;
import io.wyng.spi.ProviderException;
import io.wyng.spi.VolumeName;
import io.wyng.spi.source.Snapshot;
import io.wyng.spi.source.Source;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;

/**
 * The snapshots of an archive's volumes where the volumes are. That storage may be gone for ever
 * while the archive is still there, so what cannot be done is told as a warning.
 */
final class SourceSnapshots implements VolumeSnapshots {

  private final OperationContext context;
  private final String location;
  private final UUID archive;

  SourceSnapshots(OperationContext context, ArchiveSettings settings) {
    this.context = context;
    this.location = settings.location();
    this.archive = settings.uuid();
  }

  @Override
  public void remove(VolumeName volume) {
    attempt(
        "The snapshots of volume " + volume + " were not removed",
        source -> {
          remove(source, source.current(volume, archive));
          remove(source, source.baseline(volume, archive));
        });
  }

  @Override
  public void reassign(VolumeName volume, VolumeName newName) {
    attempt(
        "The snapshot of volume " + volume + " was not renamed for " + newName,
        source -> {
          remove(source, source.current(volume, archive));
          remove(source, source.current(newName, archive));
          Optional<Snapshot> baseline = source.baseline(volume, archive);
          if (baseline.isPresent()) {
            source.reassign(baseline.get(), newName);
          }
        });
  }

  private static void remove(Source source, Optional<Snapshot> snapshot) throws IOException {
    if (snapshot.isPresent()) {
      source.remove(snapshot.get());
    }
  }

  @FunctionalInterface
  private interface Work {
    void with(Source source) throws IOException;
  }

  private void attempt(String failure, Work work) {
    try (Source source = context.plugins().sourceFor(location).open(location)) {
      work.with(source);
    } catch (ProviderException e) {
      warn(failure, String.valueOf(e.getMessage()), e.remedy());
    } catch (IOException e) {
      warn(failure, String.valueOf(e.getMessage()), "");
    } catch (PluginException e) {
      warn(failure, String.valueOf(e.getMessage()), e.remedy());
    }
  }

  private void warn(String failure, String reason, String remedy) {
    context.events().on(new Event.Warning(failure + ": " + reason, remedy));
  }
}
