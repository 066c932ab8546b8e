package io.wyng.engine.operation;

import io.wyng.engine.archive.ArchiveSettings;
import io.wyng.engine.archive.ChunkSize;
import io.wyng.engine.failure.UsageException;
import io.wyng.engine.format.chunkfile.ChunkFileArchive;
import io.wyng.spi.codec.CodecProvider;
import io.wyng.spi.destination.DestinationAddress;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The command {@code arch-init}: makes a new archive. */
public final class InitializeArchive {

  private static final String DEFAULT_COMPRESSION = "zlib";
  private static final String DEFAULT_HASH = "sha256";

  private final OperationContext context;

  /**
   * The command in a context.
   *
   * @param context what it works with
   */
  public InitializeArchive(OperationContext context) {
    this.context = context;
  }

  /**
   * What the user chose; null stands for the default.
   *
   * @param local where the volumes are: {@code vg/pool}, {@code /directory}
   * @param destination where the archive will be: a URL that ends in a mount point
   * @param subdirectory a directory below the mount point
   * @param compression {@code type} or {@code type:level}
   * @param hash name of the hash
   * @param chunkFactor 1 to 6: chunks of 64 KiB to 2 MiB
   */
  public record Request(
      String local,
      String destination,
      @Nullable String subdirectory,
      @Nullable String compression,
      @Nullable String hash,
      @Nullable Integer chunkFactor) {}

  /**
   * Makes the archive.
   *
   * @param request what the user chose
   * @return the new archive
   * @throws io.wyng.engine.failure.WyngException when it cannot be made; nothing is left behind
   *     that hinders another attempt
   */
  public ArchiveSummary run(Request request) {
    ArchiveSettings settings = settings(request);
    OpenArchive.create(context, settings);
    return new ListArchive(context).run();
  }

  private ArchiveSettings settings(Request request) {
    String[] compression = compression(request).split(":", 2);
    CodecProvider codec = context.plugins().codec(compression[0]);
    String hash = request.hash() == null ? DEFAULT_HASH : request.hash();
    context.plugins().hash(hash);
    context.plugins().sourceFor(request.local());
    DestinationAddress address = parse(() -> DestinationAddress.parse(request.destination()));
    context.plugins().destinationFor(address.scheme());
    int factor = request.chunkFactor() == null ? ChunkSize.DEFAULT_FACTOR : request.chunkFactor();
    return new ArchiveSettings(
        UUID.randomUUID(),
        parse(() -> ChunkSize.ofFactor(factor)),
        codec.name(),
        compression.length == 1 ? codec.levels().standard() : level(codec, compression[1]),
        hash,
        location(request.local()),
        address,
        subdirectory(request.subdirectory()),
        List.of());
  }

  private static String compression(Request request) {
    return request.compression() == null ? DEFAULT_COMPRESSION : request.compression();
  }

  private static int level(CodecProvider codec, String text) {
    if (text.matches("-?[0-9]{1,4}") && codec.levels().contains(Integer.parseInt(text))) {
      return Integer.parseInt(text);
    }
    throw new UsageException(
        "Invalid compression level \"" + text + "\" for " + codec.name(),
        "Levels of "
            + codec.name()
            + " go from "
            + codec.levels().lowest()
            + " to "
            + codec.levels().highest()
            + ".");
  }

  /** Without a slash at the end, which would be lost on the way through the settings. */
  static String location(String local) {
    return local.length() > 1 && local.endsWith("/")
        ? local.substring(0, local.length() - 1)
        : local;
  }

  /** The directory below the mount point, as it is kept; {@code .} for the mount point itself. */
  static String subdirectory(@Nullable String text) {
    return parse(() -> ChunkFileArchive.subdirectory(text == null ? "." : text));
  }

  static <T> T parse(Supplier<T> parser) {
    try {
      return parser.get();
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()), "", e);
    }
  }
}
