package dev.belay.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares a report with its stored file; {@code -Dbelay.rewrite=reports} stores the new one
 * instead.
 */
public final class Golden {

  private static final Path FOLDER = Path.of("src", "test", "resources", "reports");

  private Golden() {}

  /** Fails where the stored file of this name says something else, or is missing. */
  public static void check(String name, String actual) throws IOException {
    Path file = FOLDER.resolve(name);
    if ("reports".equals(System.getProperty("belay.rewrite"))) {
      Files.writeString(file, actual);
      return;
    }
    if (!Files.exists(file)) {
      fail("no stored report " + file + "; run with -Dbelay.rewrite=reports and read the diff");
    }
    assertEquals(
        Files.readString(file),
        actual,
        file + " differs; if that is meant, run with -Dbelay.rewrite=reports and read the diff");
  }
}
