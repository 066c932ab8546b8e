package io.wyng.cli.report;

import io.wyng.engine.event.Event;
import io.wyng.engine.event.EventListener;
import io.wyng.engine.operation.ArchiveSummary;
import io.wyng.engine.operation.TestedGuarantee;
import io.wyng.engine.operation.ValidatedDestination;
import io.wyng.engine.operation.VolumeSummary;
import io.wyng.engine.plugin.LoadedPlugin;
import io.wyng.engine.plugin.PluginProblem;
import io.wyng.spi.VolumeName;
import java.util.List;

/** Tells the user, or the program that called us, what happened and what there is. */
public interface Report extends EventListener {

  @Override
  void on(Event event);

  /**
   * An archive was created.
   *
   * @param archive the new archive
   */
  void created(ArchiveSummary archive);

  /**
   * An archive that exists was made known to this machine.
   *
   * @param archive the archive
   */
  void imported(ArchiveSummary archive);

  /**
   * Volumes were added to the archive's configuration.
   *
   * @param volumes their names
   */
  void added(List<VolumeName> volumes);

  /**
   * What an archive holds.
   *
   * @param archive the archive with all its volumes
   */
  void archive(ArchiveSummary archive);

  /**
   * What an archive holds of one volume.
   *
   * @param volume the volume with all its sessions
   */
  void sessions(VolumeSummary volume);

  /**
   * The plugins at hand.
   *
   * @param plugins those that can be used
   * @param problems why others cannot
   */
  void plugins(List<LoadedPlugin> plugins, List<PluginProblem> problems);

  /**
   * All that is known of plugins.
   *
   * @param plugins those that were asked for, with the providers that were
   * @param problems why others cannot be used
   */
  void pluginsInFull(List<LoadedPlugin> plugins, List<PluginProblem> problems);

  /**
   * Something that every destination must do was tried.
   *
   * @param result what came of it
   */
  void guarantee(TestedGuarantee result);

  /**
   * Everything was tried on a destination.
   *
   * @param destination what is known of it now
   */
  void validated(ValidatedDestination destination);

  /**
   * The version of this program.
   *
   * @param version of Wyng, and of what it runs with
   */
  void version(Version version);

  /**
   * The command failed. Always the last thing that is reported.
   *
   * @param failure why
   */
  void failure(Failure failure);
}
