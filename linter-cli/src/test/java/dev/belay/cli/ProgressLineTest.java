package dev.belay.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belay.linter.engine.Progress.Phase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressLineTest {

  private final AtomicLong clock = new AtomicLong();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void saysNothingOfAShortRun() {
    try (ProgressLine line = new ProgressLine(surroundings(true, "xterm"), true, clock::get)) {
      line.advanced(Phase.SCANNING, 1, 9);
      clock.set(TimeUnit.MILLISECONDS.toNanos(900));
      line.advanced(Phase.CHECKING, 9, 9);
    }
    assertEquals("", said());
  }

  @Test
  void tellsPhaseAndFilesOfALongRunAndWipesThem() {
    try (ProgressLine line = new ProgressLine(surroundings(true, "xterm"), true, clock::get)) {
      clock.set(TimeUnit.MILLISECONDS.toNanos(1_100));
      line.advanced(Phase.CHECKING, 4, 9);
      line.advanced(Phase.CHECKING, 3, 9);
    }
    assertTrue(said().contains("checking") && said().contains("4/9 files"), said());
    assertFalse(said().contains("\n"), said());
    String last = said().substring(said().lastIndexOf('\r', said().length() - 2) + 1);
    assertTrue(last.isBlank(), () -> said().replace("\r", "<CR>"));
  }

  @Test
  void showsWhereSomebodyWatches() {
    assertTrue(surroundings(true, "xterm").showsProgress());
    assertFalse(surroundings(true, "dumb").showsProgress());
    assertFalse(surroundings(false, "xterm").showsProgress());
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private Surroundings surroundings(boolean terminal, String term) {
    return new Surroundings(
        new ByteArrayInputStream(new byte[0]),
        OutputStream.nullOutputStream(),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        Map.of("TERM", term),
        Path.of("").toAbsolutePath(),
        false,
        terminal);
  }
}
