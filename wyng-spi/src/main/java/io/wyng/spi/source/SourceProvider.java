package io.wyng.spi.source;

import io.wyng.spi.Provider;
import java.io.IOException;

/**
 * A kind of storage that holds volumes, and that volumes can be restored to.
 *
 * <p>A provider claims a <em>location</em>, which is what the user gives as {@code --local} ({@code
 * vg/pool}, {@code /directory}), and the <em>paths</em> of restore targets, which is what the user
 * gives as {@code --save-to}.
 */
public interface SourceProvider extends Provider {

  /**
   * Whether the text has the form of this storage's locations. Nothing outside the process is
   * asked: the location need not exist (yet).
   *
   * @param location what the user gave as {@code --local}
   * @return true when {@link #open} can be called with it
   */
  boolean claims(String location);

  /**
   * Opens the storage at a location.
   *
   * @param location one that is {@linkplain #claims claimed}
   * @return the storage, which the caller closes
   * @throws IOException when the location does not exist, when programs are missing or rights are
   *     lacking
   */
  Source open(String location) throws IOException;

  /**
   * Whether this provider restores to the path. The provider with the strongest claim is used.
   *
   * @param path an absolute path
   * @return how well the path fits
   */
  TargetClaim claimsTarget(String path);

  /**
   * Opens a place to restore a volume to. It is created, or resized, so that it has the size asked
   * for.
   *
   * @param request the path and what is asked of it
   * @return the target, which the caller closes
   * @throws IOException when it cannot be created, has another size that cannot be changed, or is
   *     in use; nothing was changed then
   */
  RestoreTarget openTarget(TargetRequest request) throws IOException;
}
