package dev.belay.linter.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FileTextTest {

  @Test
  void readsUtf8() {
    FileText text = FileText.of("größe €\r\n".getBytes(UTF_8));
    assertEquals(new FileText("größe €\r\n", UTF_8, false, -1), text);
    assertEquals(-1, FileText.of("é".repeat(10_000).getBytes(UTF_8)).malformedAt());
  }

  @Test
  void takesAByteOrderMarkOffAndPutsItBack() {
    byte[] bytes = "\ufeffclass A {}".getBytes(UTF_8);
    FileText text = FileText.of(bytes);
    assertEquals("class A {}", text.text());
    assertTrue(text.hasMark());
    assertArrayEquals(bytes, text.encode(text.text()));
  }

  @Test
  void readsOtherBytesOneByOneAndWritesThemBack() {
    byte[] bytes = "// é and ü".getBytes(ISO_8859_1);
    FileText text = FileText.of(bytes);
    assertEquals("// é and ü", text.text());
    assertEquals(3, text.malformedAt());
    assertArrayEquals(bytes, text.encode(text.text()));
    byte[] late = ("é".repeat(10_000) + "x").getBytes(UTF_8);
    late[20_000] = (byte) 0xff;
    assertEquals(20_000, FileText.of(late).malformedAt());
  }
}
