package io.wyng.source.lvmthin;

import io.wyng.source.lvmthin.DeltaHandler.Kind;
import io.wyng.spi.ProviderException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads the XML of {@code thin_delta} as a stream: {@code
 * <superblock><diff>runs</diff></superblock>}.
 *
 * <p>Only the form is judged here; whether the runs make sense is up to the handler. The attribute
 * {@code nr_data_blocks} is ignored, because it is often 0.
 */
final class DeltaXml {

  private static final Map<String, Kind> KINDS =
      Map.of(
          "same", Kind.SAME,
          "different", Kind.DIFFERENT,
          "left_only", Kind.LEFT_ONLY,
          "right_only", Kind.RIGHT_ONLY);

  private static final int SECTOR_BYTES = 512;
  private static final int LARGEST_BLOCK_SECTORS = 1 << 21;

  private final XMLStreamReader xml;
  private final DeltaHandler handler;

  private DeltaXml(XMLStreamReader xml, DeltaHandler handler) {
    this.xml = xml;
    this.handler = handler;
  }

  /**
   * Reads the whole document.
   *
   * @throws ProviderException when it has another form, or an end is missing
   * @throws IOException what the handler threw
   */
  static void read(InputStream input, DeltaHandler handler) throws IOException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      new DeltaXml(factory.createXMLStreamReader(input), handler).document();
    } catch (XMLStreamException e) {
      if (e.getNestedException() instanceof InterruptedIOException interrupted) {
        throw interrupted;
      }
      throw nonsense("it is incomplete or no XML (" + firstLine(e) + ")", e);
    } catch (NumberFormatException e) {
      throw nonsense("a number is wrong: " + e.getMessage(), e);
    }
  }

  private void document() throws XMLStreamException, IOException {
    element("superblock");
    long blockSectors = number("data_block_size");
    if (blockSectors < 1 || blockSectors > LARGEST_BLOCK_SECTORS) {
      throw nonsense("a block of " + blockSectors + " sectors", null);
    }
    element("diff");
    handler.begin(blockSectors * SECTOR_BYTES, number("left"), number("right"));
    while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
      run();
    }
    end();
    if (xml.next() != XMLStreamConstants.END_DOCUMENT) {
      throw nonsense("something follows its end", null);
    }
  }

  private void run() throws XMLStreamException, IOException {
    Kind kind = KINDS.get(xml.getLocalName());
    if (kind == null) {
      throw nonsense("the element <" + xml.getLocalName() + "> is unknown", null);
    }
    handler.run(kind, number("begin"), number("length"));
    end();
  }

  private void element(String name) throws XMLStreamException, IOException {
    if (xml.nextTag() != XMLStreamConstants.START_ELEMENT || !xml.getLocalName().equals(name)) {
      throw nonsense("there is no element <" + name + ">", null);
    }
  }

  private void end() throws XMLStreamException, IOException {
    if (xml.nextTag() != XMLStreamConstants.END_ELEMENT) {
      throw nonsense("the element <" + xml.getLocalName() + "> is out of place", null);
    }
  }

  private long number(String attribute) throws IOException {
    String value = xml.getAttributeValue(null, attribute);
    if (value == null) {
      throw nonsense("<" + xml.getLocalName() + "> lacks the attribute " + attribute, null);
    }
    long number = Long.parseLong(value);
    if (number < 0) {
      throw nonsense(attribute + " is negative: " + value, null);
    }
    return number;
  }

  static ProviderException nonsense(String why, @Nullable Throwable cause) {
    return new ProviderException(
        "The answer of thin_delta makes no sense: " + why,
        "Update thin-provisioning-tools; check the pool's metadata with thin_check when it is"
            + " inactive.",
        cause);
  }

  private static String firstLine(XMLStreamException e) {
    return String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
  }
}
