package dev.belay.cli.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NearestTest {

  private static final List<String> KNOWN = List.of("--format", "--fail-on", "--select");

  @Test
  void findsASwappedLetter() {
    assertEquals(Optional.of("--format"), Nearest.to("--fromat", KNOWN));
  }

  @Test
  void findsAMissingAndAnAddedLetter() {
    assertEquals(Optional.of("--select"), Nearest.to("--selct", KNOWN));
    assertEquals(Optional.of("--fail-on"), Nearest.to("--faill-on", KNOWN));
  }

  @Test
  void guessesNothingFar() {
    assertEquals(Optional.empty(), Nearest.to("--quiet", KNOWN));
    assertEquals(Optional.empty(), Nearest.to("", KNOWN));
    assertEquals("", Nearest.hint("xyz", KNOWN));
  }

  @Test
  void hintsInOneForm() {
    assertEquals("; did you mean '--format'?", Nearest.hint("--formt", KNOWN));
  }
}
