package io.wyng.codec.zstd;

import com.github.luben.zstd.util.Native;
import io.wyng.spi.ProviderException;
import io.wyng.spi.SettingValues;
import io.wyng.spi.codec.CodecProvider;
import java.io.IOException;
import java.util.Map;

/** What {@link NativeLibraryTest} runs in a Java run-time that has not loaded the library yet. */
final class ZstdInANewProcess {

  private ZstdInANewProcess() {}

  /** Takes the directory that the library is unpacked to, unless it is that of temporary files. */
  public static void main(String[] arguments) {
    CodecProvider provider = new ZstdCodec();
    if (arguments.length > 0) {
      provider.configure(new SettingValues(Map.of("unpack-to", arguments[0])));
    }
    System.out.println("provider " + provider.name() + " " + provider.levels().standard());
    System.out.println("loaded " + Native.isLoaded());
    for (int attempt = 1; attempt <= 2; attempt++) {
      try {
        provider.newDecompressor().close();
        System.out.println("attempt " + attempt + ": works");
      } catch (ProviderException e) {
        System.out.println("attempt " + attempt + ": " + e.getMessage());
        System.out.println("remedy " + attempt + ": " + e.remedy());
      } catch (IOException e) {
        System.out.println("attempt " + attempt + " without a remedy: " + e);
      }
    }
  }
}
