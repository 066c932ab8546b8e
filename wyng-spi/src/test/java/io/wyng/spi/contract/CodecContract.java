package io.wyng.spi.contract;

import io.wyng.spi.codec.CodecProvider;

/**
 * What every codec must do. A plugin's test extends this class and says which provider it is about:
 *
 * <pre>{@code
 * class MyCodecTest extends CodecContract {
 *   @Override
 *   public CodecProvider provider() {
 *     return new MyCodec();
 *   }
 * }
 * }</pre>
 *
 * <p>The tests compress and decompress chunks of many shapes on all levels, and give the
 * decompressor damaged and hostile streams. They need about 500 MB of heap and, with a codec that
 * does 10 MB/s, about a minute.
 */
public abstract class CodecContract implements CodecRoundTripContract, CodecHostileInputContract {

  /** For subclasses. */
  protected CodecContract() {}

  /**
   * The provider under test.
   *
   * @return a new provider on every call
   */
  @Override
  public abstract CodecProvider provider();
}
