package io.wyng.engine.operation;

import io.wyng.spi.VolumeName;
import io.wyng.spi.source.BlockReader;
import io.wyng.spi.source.ChangeScan;
import io.wyng.spi.source.RestoreTarget;
import io.wyng.spi.source.Snapshot;
import io.wyng.spi.source.Source;
import io.wyng.spi.source.SourceProvider;
import io.wyng.spi.source.SourceVolume;
import io.wyng.spi.source.StorageFill;
import io.wyng.spi.source.TargetClaim;
import io.wyng.spi.source.TargetRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A source that is stopped before a chosen change of its snapshots, as by a power cut, and that
 * tells how full it is.
 */
final class ScriptedSource implements SourceProvider {

  /** The machine stopped. An error, because no code may handle it. */
  static final class Stopped extends Error {
    private static final long serialVersionUID = 1L;

    private Stopped(String step) {
      super("Stopped before: " + step);
    }
  }

  private final SourceProvider real;
  final List<String> changes = new ArrayList<>();
  int scans;
  @Nullable StorageFill fill;
  private long stopAt;
  private boolean stopped;

  ScriptedSource(SourceProvider real) {
    this.real = real;
  }

  /** Stops before a change: it and all later ones throw and do nothing. */
  void stopAt(long change) {
    stopAt = change;
    changes.clear();
  }

  /** The machine runs again. */
  void restart() {
    stopAt = 0;
    stopped = false;
  }

  boolean isStopped() {
    return stopped;
  }

  private void change(String step) {
    changes.add(step);
    if (stopped || changes.size() == stopAt) {
      stopped = true;
      throw new Stopped(step);
    }
  }

  @Override
  public String name() {
    return real.name();
  }

  @Override
  public String description() {
    return real.description();
  }

  @Override
  public boolean claims(String location) {
    return real.claims(location);
  }

  @Override
  public TargetClaim claimsTarget(String path) {
    return real.claimsTarget(path);
  }

  @Override
  public RestoreTarget openTarget(TargetRequest request) throws IOException {
    return real.openTarget(request);
  }

  @Override
  public Source open(String location) throws IOException {
    return new Scripted(real.open(location));
  }

  private final class Scripted implements Source {

    private final Source source;

    Scripted(Source source) {
      this.source = source;
    }

    @Override
    public List<SourceVolume> volumes() throws IOException {
      return source.volumes();
    }

    @Override
    public Optional<SourceVolume> volume(VolumeName name) throws IOException {
      return source.volume(name);
    }

    @Override
    public String restorePath(VolumeName name) {
      return source.restorePath(name);
    }

    @Override
    public Optional<StorageFill> fill() {
      return Optional.ofNullable(fill);
    }

    @Override
    public Optional<Snapshot> baseline(VolumeName volume, UUID archive) throws IOException {
      return source.baseline(volume, archive);
    }

    @Override
    public Optional<Snapshot> current(VolumeName volume, UUID archive) throws IOException {
      return source.current(volume, archive);
    }

    @Override
    public Snapshot createCurrent(VolumeName volume, UUID archive) throws IOException {
      change("create " + volume);
      return source.createCurrent(volume, archive);
    }

    @Override
    public Snapshot promote(Snapshot current, String label) throws IOException {
      change("promote " + current.volume() + " " + label);
      return source.promote(current, label);
    }

    @Override
    public void displaceBaseline(VolumeName volume, UUID archive) throws IOException {
      change("displace " + volume);
      source.displaceBaseline(volume, archive);
    }

    @Override
    public Snapshot reassign(Snapshot baseline, VolumeName newVolume) throws IOException {
      change("reassign " + baseline.volume() + " to " + newVolume);
      return source.reassign(baseline, newVolume);
    }

    @Override
    public void remove(Snapshot snapshot) throws IOException {
      change("remove " + snapshot.volume());
      source.remove(snapshot);
    }

    @Override
    public ChangeScan openScan() throws IOException {
      scans++;
      return source.openScan();
    }

    @Override
    public BlockReader openReader(Snapshot snapshot) throws IOException {
      return source.openReader(snapshot);
    }

    @Override
    public void close() throws IOException {
      source.close();
    }
  }
}
