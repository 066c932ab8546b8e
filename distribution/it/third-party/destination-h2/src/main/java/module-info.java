/** The destination {@code h2:}, archives inside one file of H2's MVStore. */
@SuppressWarnings("requires-automatic") // MVStore comes without a module descriptor
module org.example.backup.mvstore {
  requires com.h2database.mvstore;
  requires io.wyng.spi;
  requires static org.jspecify;

  provides io.wyng.spi.destination.DestinationProvider with
      org.example.backup.mvstore.H2DestinationProvider;
}
