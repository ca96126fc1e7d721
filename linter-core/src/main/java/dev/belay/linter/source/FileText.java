package dev.belay.linter.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;

/**
 * The bytes of a file read as text, and how to write such text back.
 *
 * @param text without a byte order mark
 * @param charset UTF-8, or ISO-8859-1 where the bytes are not UTF-8: it takes every byte, and what
 *     Java needs is ASCII
 * @param hasMark whether a byte order mark stood first
 * @param malformedAt offset in the bytes of the first that is not UTF-8; -1 where there is none
 */
public record FileText(String text, Charset charset, boolean hasMark, int malformedAt) {

  private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  /** Reads bytes; never fails. */
  public static FileText of(byte[] bytes) {
    int start = lengthOfMark(bytes);
    int malformedAt = malformedAt(bytes);
    Charset charset = malformedAt < 0 ? UTF_8 : ISO_8859_1;
    String text = new String(bytes, start, bytes.length - start, charset);
    return new FileText(text, charset, start > 0, malformedAt);
  }

  /** The bytes of a changed text, in the encoding and with the mark that the file has. */
  public byte[] encode(String changed) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(changed.length() + MARK.length);
    if (hasMark) {
      out.writeBytes(MARK);
    }
    out.writeBytes(changed.getBytes(charset));
    return out.toByteArray();
  }

  static int lengthOfMark(byte[] bytes) {
    boolean marked =
        bytes.length >= 3 && bytes[0] == MARK[0] && bytes[1] == MARK[1] && bytes[2] == MARK[2];
    return marked ? MARK.length : 0;
  }

  /** Offset of the first byte that is not UTF-8; -1 where there is none. */
  public static int malformedAt(byte[] bytes) {
    int at = 0;
    while (at < bytes.length && bytes[at] >= 0) {
      at++;
    }
    if (at == bytes.length) {
      return -1;
    }
    CharsetDecoder decoder =
        UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes, at, bytes.length - at);
    CharBuffer out = CharBuffer.allocate(4096);
    while (true) {
      var result = decoder.decode(in, out, true);
      if (result.isError()) {
        return in.position();
      }
      if (result.isUnderflow()) {
        return -1;
      }
      out.clear();
    }
  }
}
