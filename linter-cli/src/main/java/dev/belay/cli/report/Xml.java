package dev.belay.cli.report;

import java.io.IOException;
import java.io.Writer;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** XML, an element a line. Characters that no XML may hold are replaced. */
final class Xml {

  /** Writes the inside of a document. */
  interface Body {
    void write(Xml xml) throws XMLStreamException;
  }

  private final XMLStreamWriter writer;
  private int depth;

  private Xml(XMLStreamWriter writer) {
    this.writer = writer;
  }

  static void document(Writer out, Body body) throws IOException {
    out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    try {
      Xml xml = new Xml(XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out));
      body.write(xml);
      xml.writer.flush();
    } catch (XMLStreamException refused) {
      throw refused.getNestedException() instanceof IOException cause
          ? cause
          : new IOException(refused);
    }
  }

  /** An element with attributes by name and value, in turn; numbers and texts alike. */
  Xml start(String name, Object... attributes) throws XMLStreamException {
    indent();
    writer.writeStartElement(name);
    attributes(attributes);
    writer.writeCharacters("\n");
    depth++;
    return this;
  }

  /** An element without content. */
  void empty(String name, Object... attributes) throws XMLStreamException {
    indent();
    writer.writeEmptyElement(name);
    attributes(attributes);
    writer.writeCharacters("\n");
  }

  /** An element with text. */
  void text(String name, String text, Object... attributes) throws XMLStreamException {
    indent();
    writer.writeStartElement(name);
    attributes(attributes);
    writer.writeCharacters(allowed(text));
    writer.writeEndElement();
    writer.writeCharacters("\n");
  }

  void end() throws XMLStreamException {
    depth--;
    indent();
    writer.writeEndElement();
    writer.writeCharacters("\n");
  }

  private void attributes(Object... attributes) throws XMLStreamException {
    for (int i = 0; i < attributes.length; i += 2) {
      writer.writeAttribute(
          String.valueOf(attributes[i]), allowed(String.valueOf(attributes[i + 1])));
    }
  }

  private void indent() throws XMLStreamException {
    writer.writeCharacters("  ".repeat(depth));
  }

  /** XML 1.0, 2.2: most control characters cannot be written, not even as references. */
  private static String allowed(String text) {
    StringBuilder allowed = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              boolean character =
                  c == '\t'
                      || c == '\n'
                      || c == '\r'
                      || c >= 0x20 && c <= 0xD7FF
                      || c >= 0xE000 && c <= 0xFFFD
                      || c >= 0x10000;
              allowed.append(character ? Character.toString(c) : Printable.STAND_IN);
            });
    return allowed.toString();
  }
}
