package io.wyng.engine.operation;

/** The command {@code arch-init --from}: makes this machine know an archive that exists. */
public final class ImportArchive {

  private final OperationContext context;

  /**
   * The command in a context.
   *
   * @param context what it works with
   */
  public ImportArchive(OperationContext context) {
    this.context = context;
  }

  /**
   * Imports the archive's metadata, which is trusted from then on. The destination is only read.
   *
   * @param archive the archive
   * @return the archive as this machine knows it now
   * @throws io.wyng.engine.failure.WyngException when it cannot be imported, or nobody agreed;
   *     nothing is left behind that looks like an archive or hinders another attempt
   */
  public ArchiveSummary run(ForeignArchive archive) {
    new ForeignAccess(context, archive).importIt();
    return new ListArchive(context.reading(null)).run();
  }
}
