package io.wyng.spi.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.spi.Provider;
import io.wyng.spi.Setting;
import io.wyng.spi.SettingValues;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What the contracts of several kinds of provider check alike. */
final class ProviderRules {

  private static final int THREADS = 4;

  private ProviderRules() {}

  /** The forms that {@link Provider} prescribes for names and descriptions. */
  static void assertNameAndDescriptionHaveTheirForm(Provider provider) {
    assertTrue(provider.name().matches("[a-z0-9-]{1,32}"), provider.name());
    assertTrue(provider.description().matches(".{1,99}[^.]"), provider.description());
  }

  /** What {@link Provider} prescribes for settings. */
  static void assertSettingsAreAlwaysTheSameAndTheirDefaultsAreTaken(Provider provider) {
    List<Setting<?>> settings = provider.settings();
    assertEquals(settings, provider.settings());
    assertEquals(
        settings.size(),
        settings.stream().map(Setting::name).distinct().count(),
        settings::toString);
    provider.configure(SettingValues.DEFAULTS);
  }

  /** What several threads get when each of them runs the work, at the same time. */
  static <T> List<T> resultsOfSeveralThreads(Callable<T> work) throws Exception {
    List<T> results = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Callable<T>> copies = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        copies.add(work);
      }
      for (Future<T> future : threads.invokeAll(copies)) {
        results.add(future.get());
      }
    }
    return results;
  }
}
