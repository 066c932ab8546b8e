package io.wyng.source.file;

import io.wyng.source.file.restore.TargetOpener;
import io.wyng.source.file.snapshot.SnapshotMethods;
import io.wyng.source.file.snapshot.SnapshotStore;
import io.wyng.spi.ProviderException;
import io.wyng.spi.durable.DurableFiles;
import io.wyng.spi.source.RestoreTarget;
import io.wyng.spi.source.Source;
import io.wyng.spi.source.SourceProvider;
import io.wyng.spi.source.TargetClaim;
import io.wyng.spi.source.TargetRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * Volumes that are disk image files. A location is the absolute path of a directory; a restore
 * target is any file or block device.
 */
public final class FileSourceProvider implements SourceProvider {

  private static final Path DEVICES = Path.of("/dev");

  private final DurableFiles files;
  private final InstantSource clock;
  private final SnapshotMethods methods;

  /** For the service loader. */
  public FileSourceProvider() {
    this(DurableFiles.system(), InstantSource.system(), SnapshotMethods.STANDARD);
  }

  FileSourceProvider(DurableFiles files, InstantSource clock, SnapshotMethods methods) {
    this.files = files;
    this.clock = clock;
    this.methods = methods;
  }

  @Override
  public String name() {
    return "file";
  }

  @Override
  public String description() {
    return "Disk image files (--local=/DIRECTORY); snapshots by reflink, or by copying what changed";
  }

  @Override
  public boolean claims(String location) {
    return isAbsolute(location) && !Path.of(location).normalize().startsWith(DEVICES);
  }

  @Override
  public Source open(String location) throws IOException {
    Path directory = Path.of(location).normalize();
    if (!Files.isDirectory(directory)) {
      String reason = Files.exists(directory) ? "is not a directory" : "does not exist";
      throw new ProviderException(
          "The location " + location + " " + reason,
          "Give --local the directory that holds the disk image files.");
    }
    return new FileSource(directory, new SnapshotStore(directory, files, clock, methods));
  }

  @Override
  public TargetClaim claimsTarget(String path) {
    return isAbsolute(path) ? TargetClaim.GENERAL : TargetClaim.NONE;
  }

  @Override
  public RestoreTarget openTarget(TargetRequest request) throws IOException {
    return new TargetOpener(files).open(request);
  }

  private static boolean isAbsolute(String path) {
    return path.startsWith("/") && path.indexOf('\0') < 0;
  }
}
