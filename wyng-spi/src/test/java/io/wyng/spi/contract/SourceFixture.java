package io.wyng.spi.contract;

import io.wyng.spi.VolumeName;
import io.wyng.spi.source.SourceProvider;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The storage as the source contract sees it from below: how a test makes and changes volumes
 * without the provider's help.
 *
 * <p>When a test starts, the location holds neither volumes nor snapshots, and there is room for
 * six volumes of sixteen {@linkplain #unitBytes units}. All sizes, and the bounds of all discards,
 * are multiples of the unit; writes are not. Changes are in the storage when a method returns, as
 * if the user of the volume had flushed them.
 */
public interface SourceFixture {

  /**
   * The provider under test.
   *
   * @return the provider
   */
  SourceProvider provider();

  /**
   * The location that is tested.
   *
   * @return an existing location of the provider
   */
  String location();

  /**
   * A location that has the right form and does not exist.
   *
   * @return a location that the provider claims
   */
  String missingLocation();

  /**
   * The unit of sizes and discards: no smaller than a block or extent of the storage.
   *
   * @return bytes, 4 KiB to 1 MiB
   */
  int unitBytes();

  /**
   * Creates a volume that reads as zeros.
   *
   * @param name a name that is not taken
   * @param sizeBytes its size
   * @throws Exception when it fails
   */
  void createVolume(VolumeName name, long sizeBytes) throws Exception;

  /**
   * Writes into a volume.
   *
   * @param name an existing volume
   * @param position bytes from the start
   * @param content the bytes
   * @throws Exception when it fails
   */
  void writeVolume(VolumeName name, long position, byte[] content) throws Exception;

  /**
   * Frees a range of a volume, which then reads as zeros.
   *
   * @param name an existing volume
   * @param position bytes from the start
   * @param length bytes
   * @throws Exception when it fails
   */
  void discardVolume(VolumeName name, long position, long length) throws Exception;

  /**
   * Grows or shrinks a volume.
   *
   * @param name an existing volume
   * @param sizeBytes its new size
   * @throws Exception when it fails
   */
  void resizeVolume(VolumeName name, long sizeBytes) throws Exception;

  /**
   * The whole content of a volume.
   *
   * @param name an existing volume
   * @return its bytes
   * @throws Exception when it fails
   */
  byte[] readVolume(VolumeName name) throws Exception;

  /**
   * Gives a volume another name, but not the snapshots of it.
   *
   * @param name an existing volume
   * @param newName a name that is not taken
   * @throws Exception when it fails
   */
  void renameVolume(VolumeName name, VolumeName newName) throws Exception;

  /**
   * Deletes a volume, but not the snapshots of it.
   *
   * @param name an existing volume
   * @throws Exception when it fails
   */
  void deleteVolume(VolumeName name) throws Exception;

  /**
   * The path of a restore target that is not there and that the provider can create.
   *
   * @param name a different name for each target of a test
   * @return an absolute path
   */
  String targetPath(String name);

  /**
   * The whole content of a restore target.
   *
   * @param path an existing target
   * @return its bytes
   * @throws IOException when it fails
   */
  default byte[] readTarget(String path) throws IOException {
    try (InputStream content = Files.newInputStream(Path.of(path))) {
      return content.readAllBytes();
    }
  }

  /**
   * Whether the storage keeps a baseline for each archive. Without that, a baseline that belongs to
   * another archive makes {@code baseline} and {@code createCurrent} fail or show nothing.
   *
   * @return true when several archives can each have their own
   */
  default boolean keepsArchivesApart() {
    return true;
  }

  /**
   * Whether the storage tells how full it is.
   *
   * @return true when it has such a notion
   */
  default boolean tellsFill() {
    return false;
  }

  /**
   * Whether targets are regular files, which keep their former content until {@code finish}.
   *
   * @return true for files, false for devices
   */
  default boolean targetsAreFiles() {
    return false;
  }
}
