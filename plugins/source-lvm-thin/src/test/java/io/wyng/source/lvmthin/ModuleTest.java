package io.wyng.source.lvmthin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.spi.source.SourceProvider;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ModuleTest {

  @Test
  void theModuleProvidesTheSourceAndExportsNothing() throws Exception {
    Path classes =
        Path.of(LvmThinProvider.class.getProtectionDomain().getCodeSource().getLocation().toURI());

    ModuleDescriptor module =
        ModuleFinder.of(classes).find("io.wyng.source.lvmthin").orElseThrow().descriptor();

    assertTrue(module.exports().isEmpty());
    assertTrue(module.opens().isEmpty());
    assertEquals(
        List.of(LvmThinProvider.class.getName()),
        module.provides().stream()
            .filter(provides -> provides.service().equals(SourceProvider.class.getName()))
            .flatMap(provides -> provides.providers().stream())
            .toList());
  }

  @Test
  void theProviderIntroducesItself() {
    LvmThinProvider provider = new LvmThinProvider();

    assertEquals("lvm-thin", provider.name());
    assertTrue(provider.description().length() <= 100, provider.description());
  }
}
