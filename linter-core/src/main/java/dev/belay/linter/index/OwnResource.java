package dev.belay.linter.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** What comes with the program beside this package. Without state. */
final class OwnResource {

  private OwnResource() {}

  /**
   * The whole text of a resource.
   *
   * @param name relative to this package
   * @throws UncheckedIOException if it cannot be read
   */
  static String text(String name) {
    try (InputStream stream = OwnResource.class.getResourceAsStream(name)) {
      return new String(stream.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("own resource unreadable: " + name, e);
    }
  }
}
